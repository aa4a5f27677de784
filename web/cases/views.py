"""Supervision cases: the list, and one case with what may happen next."""

from collections.abc import Mapping

from django import forms
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from cases.models import Case, CaseDocument, CaseFile, CaseState
from cases.queries.cases import (
    cases_visible_to,
    copies_due,
    waiting,
    whose_day_has_come,
)
from cases.rules.issuing import documents_from
from cases.rules.ladder import ladders_on
from cases.rules.lifecycle import Verb
from cases.rules.second_pair import may_approve
from core import clock
from core.errors import NotFound
from web.asking import page_of, person
from web.cases.marks import state_mark
from web.cases.verbs import ACTS, acts_of, form_of
from web.parts.mark import OVERDUE
from web.parts.table import Cell, Column, Table

_COLUMNS = (
    Column(gettext_lazy("Case")),
    Column(gettext_lazy("Venue")),
    Column(gettext_lazy("Law")),
    Column(gettext_lazy("State")),
    Column(gettext_lazy("Next day")),
)


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
    request: HttpRequest, case: Case, sent: Mapping[Verb, forms.BaseForm]
) -> HttpResponse:
    """The page of a case; `sent` are forms that came back with something wrong."""
    handles = agencies_where(person(request), Capability.HANDLE_CASES)
    may = handles.filter(pk=case.agency_id).exists()
    ladder = ladders_on(case.breach_on)[case.ladder]
    acts = [
        (verb, ACTS[verb].words, sent.get(verb) or form_of(case, verb))
        for verb in (acts_of(case, person(request)) if may else [])
    ]
    return render(
        request,
        "cases/detail.html",
        {
            "case": case,
            "mark": state_mark(case),
            "ladder": ladder,
            "measure": ladder.measure(case.measure),
            "ground": ladder.ground(case.ground),
            "acts": acts,
            "sent": set(sent),
            "waits_for_another": case.state == CaseState.PROPOSED
            and Verb.APPROVE not in {verb for verb, _words, _form in acts},
            "steps": [
                (step, ladder.measure(step.measure), ladder.ground(step.ground))
                for step in case.steps.select_related("by").prefetch_related(
                    Prefetch("files", CaseFile.objects.defer("content"))
                )
            ],
            "findings": case.obligations.all(),
            "copies": case.copies.select_related("sent_by"),
            "documents": _documents(case, person(request)),
            "may_make": documents_from(CaseState(case.state)) if may else [],
            "may": may,
        },
    )


def _documents(case: Case, user: User) -> list[tuple[CaseDocument, bool]]:
    """The case's documents, and whether the person may approve each."""
    kept = case.documents.defer("content").select_related("made_by", "approved_by")
    return [
        (one, may_approve(case.agency, drafter=one.made_by, approver=user))
        for one in kept
    ]
