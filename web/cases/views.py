"""Supervision cases: the list, and one case with what may happen next."""

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from cases.models import Case, CaseState
from cases.queries.cases import (
    cases_visible_to,
    copies_due,
    waiting,
    whose_day_has_come,
)
from cases.rules.issuing import documents_from
from cases.rules.ladder import ladders_on
from cases.rules.lifecycle import Verb
from cases.services.cases import ladder_of, measure_of
from core import clock
from core.errors import NotFound
from web.asking import page_of, person
from web.cases.verbs import acts_of, form_of
from web.parts.mark import OVERDUE, Mark, Tone
from web.parts.table import Cell, Column, Table

_COLUMNS = (
    Column(gettext_lazy("Case")),
    Column(gettext_lazy("Venue")),
    Column(gettext_lazy("Law")),
    Column(gettext_lazy("State")),
    Column(gettext_lazy("Next day")),
)
_TONES: Mapping[str, Tone] = {
    CaseState.DECIDED: Tone.CARE,
    CaseState.SERVED: Tone.CALM,
    CaseState.APPEALED: Tone.CARE,
    CaseState.FINAL: Tone.GOOD,
    CaseState.CLOSED: Tone.NONE,
}


@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """The cases of one's agencies that have not ended; all of them when asked for."""
    rows = cases_visible_to(person(request))
    shows_all = request.GET.get("show") == "all"
    page = page_of(request, rows if shows_all else waiting(rows))
    passed = {
        case.pk
        for case in whose_day_has_come(rows, clock.today()).filter(
            pk__in=[one.pk for one in page]
        )
    }
    return render(
        request,
        "cases/list.html",
        {
            "page": page,
            "table": Table(_COLUMNS, [_line(case, case.pk in passed) for case in page]),
            "shows_all": shows_all,
            "copies": copies_due(person(request)),
        },
    )


def _line(case: Case, has_passed: bool) -> tuple[Cell, ...]:
    next_day = {
        CaseState.COMMUNICATED: case.answer_by,
        CaseState.SERVED: case.appeal_until,
    }.get(CaseState(case.state))
    return (
        Cell(case.name, reverse("case_detail", args=[case.pk])),
        Cell(
            case.venue.name,
            reverse("venue_detail", args=[case.venue_id]),
            note=case.party,
        ),
        Cell(ladders_on(case.breach_on)[case.ladder].name),
        Cell(marks=(state_mark(case),)),
        Cell(next_day, marks=(OVERDUE,) if has_passed else ()),
    )


def state_mark(case: Case) -> Mark:
    """Where a case stands."""
    return Mark(case.get_state_display(), _TONES.get(case.state, Tone.CARE))


@require_GET
def case_detail(request: HttpRequest, case: int) -> HttpResponse:
    """One case: its matter, its clocks, what happened, and what may happen next."""
    return shown(request, found(request, case), {})


def found(request: HttpRequest, case: int) -> Case:
    """The case, when it is the person's to see."""
    row = cases_visible_to(person(request)).filter(pk=case).first()
    if row is None:
        raise NotFound(_("There is no such case, or it is not yours to see."))
    return row


def shown(
    request: HttpRequest, case: Case, sent: Mapping[Verb, forms.Form]
) -> HttpResponse:
    """The page of a case; `sent` are forms that came back with something wrong."""
    handles = agencies_where(person(request), Capability.HANDLE_CASES)
    may = handles.filter(pk=case.agency_id).exists()
    ladder = ladder_of(case)
    acts = [
        (verb, act.words, sent.get(verb) or form_of(case, act, prefix=verb.value))
        for verb, act in (acts_of(case) if may else [])
    ]
    return render(
        request,
        "cases/detail.html",
        {
            "case": case,
            "mark": state_mark(case),
            "ladder": ladder,
            "measure": measure_of(case),
            "ground": next((g for g in ladder.grounds if g.code == case.ground), None),
            "acts": acts,
            "sent": set(sent),
            "steps": case.steps.select_related("by"),
            "findings": case.obligations.all(),
            "copies": case.copies.select_related("sent_by"),
            "documents": case.documents.defer("content").select_related("made_by"),
            "may_make": documents_from(CaseState(case.state)) if may else [],
            "may": may,
        },
    )
