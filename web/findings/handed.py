"""What is handed to another agency, seen from both sides."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Invalid, NotFound, WrongState
from inspections.models import Obligation
from inspections.queries.obligations import handed_to
from inspections.services.hand_over import answer_hand_over, hand_over, take_back
from web.asking import page_of, person
from web.findings.forms import AnswerForm, HandOverForm, TakeBackForm
from web.findings.views import found_for_work, shown


@require_POST
def finding_hand_over(request: HttpRequest, finding: UUID) -> HttpResponse:
    """Hand a finding to the agency in charge of it."""
    row = found_for_work(request, finding)
    form = HandOverForm(request.POST, obligation=row)
    take = partial(hand_over, user=person(request), obligation=finding)
    return _taken(request, row, ("handing", form), take)


@require_POST
def finding_take_back(request: HttpRequest, finding: UUID) -> HttpResponse:
    """Take a finding back from whom it was handed to."""
    row = found_for_work(request, finding)
    take = partial(take_back, user=person(request), obligation=finding)
    return _taken(request, row, ("taking", TakeBackForm(request.POST)), take)


@require_POST
def finding_answer(request: HttpRequest, finding: UUID) -> HttpResponse:
    """Note an answer that came by another way than through Lykta."""
    row = found_for_work(request, finding)
    waiting = row.hand_overs.filter(answered_at=None).first()
    if waiting is None:
        raise WrongState(_("The finding is not handed over."))
    take = partial(answer_hand_over, user=person(request), hand_over=waiting.pk)
    return _taken(request, row, ("answer", AnswerForm(request.POST)), take)


def _taken(
    request: HttpRequest,
    row: Obligation,
    named: tuple[str, Form],
    take: Callable[..., object],
) -> HttpResponse:
    """Do what a form asks; what is wrong with it comes back beside its fields. A form
    that came too late has no place any more: the page says why.
    """
    name, form = named
    if not form.is_valid():
        return shown(request, row, {name: form})
    try:
        take(**form.cleaned_data)
    except Invalid as error:
        form.add_error(None, str(error.sentence))
        return shown(request, row, {name: form})
    except WrongState as error:
        messages.error(request, str(error.sentence))
    else:
        messages.success(request, _("It is noted."))
    return redirect("finding_detail", row.finding)


@require_GET
def handed_list(request: HttpRequest) -> HttpResponse:
    """What others have handed to one's agencies, what waits first."""
    rows = handed_to(person(request)).order_by("answered_at", "answer_by", "pk")
    return render(
        request, "findings/handed_list.html", {"page": page_of(request, rows)}
    )


@require_http_methods(["GET", "POST"])
def handed_detail(request: HttpRequest, sent: int) -> HttpResponse:
    """What was sent to one's agency, and answering it."""
    row = handed_to(person(request)).filter(pk=sent).first()
    if row is None:
        raise NotFound(_("There is no such hand-over, or it is not yours to answer."))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_hand_over(
                user=person(request), hand_over=row.pk, **form.cleaned_data
            )
        except (Invalid, WrongState) as error:
            form.add_error(None, str(error.sentence))
        else:
            messages.success(request, _("The answer is given."))
            return redirect("handed_list")
    return render(request, "findings/handed.html", {"sent": row, "form": form})
