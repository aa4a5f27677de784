"""Promises: how each stands and why, its problems, goals and activities."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotAllowed, NotFound
from promises.models import Problem, Promise
from promises.queries.promises import promises_visible_to, standings_of
from promises.services.promises import (
    Source,
    add_source,
    make_promise,
    note_problem,
)
from web.asking import chosen_municipality, municipality_in_hand, page_of, person
from web.deeds import page_of_it, taken
from web.parts.table import Cell, Column, Table
from web.promises.forms import (
    ActivityForm,
    GoalForm,
    ProblemForm,
    PromiseForm,
    SourceForm,
)
from web.promises.words import mark_of, number_words, why_words


@require_http_methods(["GET", "POST"])
def promise_list(request: HttpRequest) -> HttpResponse:
    """Every promise with how it stands; and making one."""
    municipality_in_hand(request, Capability.SEE_PROMISES)
    there = chosen_municipality(request, Capability.KEEP_PROMISES)
    earlier = (
        Promise.objects.none()
        if there is None
        else Promise.objects.filter(municipality=there)
    )
    if request.method == "GET":
        return _list(request, PromiseForm(earlier=earlier))
    if there is None:
        raise NotAllowed(_("Only a coordinator keeps promises."))
    return taken(
        request, PromiseForm(request.POST, earlier=earlier),
        lambda **said: make_promise(user=person(request), municipality=there, **said),
        lambda wrong: _list(request, wrong), then=page_of_it("promise_detail"),
    )  # fmt: skip


def _list(request: HttpRequest, form: forms.BaseForm) -> HttpResponse:
    page = page_of(request, promises_visible_to(person(request)))
    standings = standings_of(page, clock.today())
    return render(
        request,
        "promises/list.html",
        {
            "page": page,
            "table": Table(
                (
                    Column(_("Promise")), Column(_("How it stands")),
                    Column(_("begins")), Column(_("ends")),
                ),
                [
                    (
                        Cell(one.title, reverse("promise_detail", args=[one.pk])),
                        Cell("", marks=(mark_of(standings[one.pk].status),)),
                        Cell(one.begins_on), Cell(one.ends_on),
                    )
                    for one in page
                ],
            ),
            "keeps": chosen_municipality(request, Capability.KEEP_PROMISES),
            "form": form,
        },
    )  # fmt: skip


def promise_seen(request: HttpRequest, promise: UUID) -> Promise:
    """The promise; `NotFound` unless it is the person's to see."""
    row = promises_visible_to(person(request)).filter(pk=promise).first()
    if row is None:
        raise NotFound(_("There is no such promise, or it is not yours to see."))
    return row


@require_GET
def promise_detail(request: HttpRequest, promise: UUID) -> HttpResponse:
    """The promise with its reasons, problems, goals and activities."""
    return promise_page(request, promise_seen(request, promise))


def promise_page(
    request: HttpRequest, row: Promise, **wrong: forms.BaseForm
) -> HttpResponse:
    """The page; `wrong` are forms that were sent and come back, by what they ask."""
    standing = standings_of([row], clock.today())[row.pk]
    keeps = municipalities_where(person(request), Capability.KEEP_PROMISES)
    may = keeps.filter(pk=row.municipality_id).exists()
    forms_ = {
        "problem_form": ProblemForm(auto_id="problem-%s"),
        "goal_form": GoalForm(auto_id="goal-%s"),
        "activity_form": ActivityForm(promise=row, auto_id="activity-%s"),
        **wrong,
    }
    return render(
        request,
        "promises/promise.html",
        {
            "row": row,
            "mark": mark_of(standing.status),
            "reasons": [(one.what, why_words(one)) for one in standing.reasons],
            "problems": row.problems.prefetch_related("sources"),
            "goals": [_goal(one) for one in row.goals.prefetch_related("readings")],
            "activities": row.activities.select_related("owner", "problem"),
            "may": may,
            "sent": set(wrong),
            **(forms_ if may else {}),
        },
    )


def _goal(one: Any) -> tuple[Any, str, str]:
    readings = list(one.readings.all())
    latest = number_words(one.unit, readings[-1].value) if readings else "–"
    return one, number_words(one.unit, one.target), latest


@require_POST
def problem_add(request: HttpRequest, promise: UUID) -> HttpResponse:
    """Note a problem with its first source."""
    row = promise_seen(request, promise)

    def take(kind: str, words: str, dated_on: Any, **said: Any) -> object:
        return note_problem(
            user=person(request), promise=promise,
            sources=[Source(kind, words, dated_on)], **said,  # type: ignore[arg-type]
        )  # fmt: skip

    return taken(
        request, ProblemForm(request.POST, auto_id="problem-%s"), take,
        lambda wrong: promise_page(request, row, problem_form=wrong),
        then=reverse("promise_detail", args=[promise]), said=_("It is saved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def source_add(request: HttpRequest, problem: UUID) -> HttpResponse:
    """Name another source of a problem."""
    seen = promises_visible_to(person(request)).values("pk")
    row = Problem.objects.filter(pk=problem, promise__in=seen).first()
    if row is None:
        raise NotFound(_("There is no such problem, or it is not yours to see."))

    def page(form: forms.BaseForm) -> HttpResponse:
        return render(request, "promises/source.html", {"row": row, "form": form})

    if request.method == "GET":
        return page(SourceForm())
    return taken(
        request, SourceForm(request.POST),
        lambda **said: add_source(
            user=person(request), problem=problem, source=Source(**said)
        ),
        page, then=reverse("promise_detail", args=[row.promise_id]),
        said=_("It is saved."),
    )  # fmt: skip
