"""What is handed to another agency, seen from both sides."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import NotFound, WrongState
from inspections.models import Obligation
from inspections.queries.obligations import handed_to
from inspections.services.hand_over import answer_hand_over, hand_over, take_back
from web.asking import page_of, person
from web.deeds import taken
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
    name, form = named
    return taken(
        request, form, take, lambda wrong: shown(request, row, {name: wrong}),
        then=reverse("finding_detail", args=[row.finding]), said=_("It is noted."),
    )  # fmt: skip


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

    def shown_with(form: BaseForm) -> HttpResponse:
        return render(request, "findings/handed.html", {"sent": row, "form": form})

    if request.method == "GET":
        return shown_with(AnswerForm())
    return taken(
        request, AnswerForm(request.POST),
        partial(answer_hand_over, user=person(request), hand_over=row.pk),
        shown_with, then=reverse("handed_list"), said=_("The answer is given."),
    )  # fmt: skip
