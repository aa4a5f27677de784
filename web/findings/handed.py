"""What is handed to another agency, seen from both sides."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Invalid, NotFound, WrongState
from inspections.queries.obligations import handed_to
from inspections.services.hand_over import answer_hand_over, hand_over
from web.asking import page_of, person
from web.findings.forms import AnswerForm, HandOverForm, StepForm
from web.findings.views import found_for_work, shown


@require_POST
def finding_hand_over(request: HttpRequest, finding: UUID) -> HttpResponse:
    """Hand a finding to the agency in charge of it."""
    row = found_for_work(request, finding)
    form = HandOverForm(request.POST, obligation=row)
    if not form.is_valid():
        return shown(request, row, StepForm(obligation=row), form)
    try:
        sent = hand_over(user=person(request), obligation=finding, **form.cleaned_data)
    except (Invalid, WrongState) as error:
        form.add_error(None, str(error.sentence))
        return shown(request, row, StepForm(obligation=row), form)
    messages.success(
        request, _("It is handed to %(agency)s.") % {"agency": sent.to.name}
    )
    return redirect("finding_detail", finding)


@require_GET
def handed_list(request: HttpRequest) -> HttpResponse:
    """What others have handed to one's agencies, what waits first."""
    rows = handed_to(person(request)).order_by("answered_at", "answer_by", "pk")
    return render(
        request, "findings/handed_list.html", {"page": page_of(request, rows)}
    )


@require_http_methods(["GET", "POST"])
def handed_detail(request: HttpRequest, hand_over: int) -> HttpResponse:
    """What was sent to one's agency, and answering it."""
    sent = handed_to(person(request)).filter(pk=hand_over).first()
    if sent is None:
        raise NotFound(_("There is no such hand-over, or it is not yours to answer."))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_hand_over(
                user=person(request), hand_over=sent.pk, **form.cleaned_data
            )
        except (Invalid, WrongState) as error:
            form.add_error(None, str(error.sentence))
        else:
            messages.success(request, _("The answer is given."))
            return redirect("handed_list")
    return render(request, "findings/handed.html", {"sent": sent, "form": form})
