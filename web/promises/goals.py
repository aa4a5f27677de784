"""A goal: its target, what it is held against, and how it has stood."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from evidence.services.goal_numbers import figures_for, note_figure, source_of
from promises.models import Goal, GoalReading
from promises.queries.promises import promises_visible_to
from promises.services.goals import note_reading, set_goal, set_goal_baseline
from web.asking import person
from web.deeds import done, taken
from web.parts.table import Cell, Column, Table
from web.promises.forms import GoalBaselineForm, GoalForm, GoalReadingForm, NumberForm
from web.promises.promises import promise_page, promise_seen
from web.promises.words import number_words

_NUMBERS = (
    Column(gettext_lazy("Value"), is_number=True),
    Column(gettext_lazy("women"), is_number=True),
    Column(gettext_lazy("men"), is_number=True),
    Column(gettext_lazy("Source")),
)


@require_POST
def goal_add(request: HttpRequest, promise: UUID) -> HttpResponse:
    """Set a goal."""
    row = promise_seen(request, promise)
    form = GoalForm(request.POST, auto_id="goal-%s")
    return taken(
        request, form,
        lambda **_said: set_goal(user=person(request), promise=promise, **form.said),
        lambda wrong: promise_page(request, row, goal_form=wrong),
        then=reverse("promise_detail", args=[promise]), said=_("It is saved."),
    )  # fmt: skip


def _seen(request: HttpRequest, goal: UUID) -> Goal:
    seen = promises_visible_to(person(request)).values("pk")
    rows = Goal.objects.filter(promise__in=seen).select_related("promise")
    row = rows.filter(pk=goal).first()
    if row is None:
        raise NotFound(_("There is no such goal, or it is not yours to see."))
    return row


@require_GET
def goal_detail(request: HttpRequest, goal: UUID) -> HttpResponse:
    """The goal with its numbers."""
    return _page(request, _seen(request, goal))


def _page(request: HttpRequest, row: Goal, **wrong: forms.BaseForm) -> HttpResponse:
    keeps = municipalities_where(person(request), Capability.KEEP_PROMISES)
    may = keeps.filter(pk=row.promise.municipality_id).exists()
    return render(
        request,
        "promises/goal.html",
        {
            "row": row,
            "target": _numbers(row, row.target, row.target_women, row.target_men),
            "baselines": [
                (one, _numbers(row, one.value, one.women, one.men))
                for one in row.baselines.select_related("noted_by")
            ],
            "readings": _readings(row, list(row.readings.all())),
            "may": may,
            "figures": [
                (one.pk, number_words(row.unit, one.value), source_of(one))
                for one in figures_for(person(request), row)
            ]
            if may
            else [],
            "baseline_form": wrong.get("baseline")
            or GoalBaselineForm(goal=row, auto_id="baseline-%s"),
            "reading_form": wrong.get("reading")
            or GoalReadingForm(goal=row, auto_id="reading-%s"),
        },
    )


def _numbers(goal: Goal, value: float, women: float | None, men: float | None) -> str:
    said = number_words(goal.unit, value)
    if women is None or men is None:
        return said
    return _("%(all)s (women %(women)s, men %(men)s)") % {
        "all": said, "women": number_words(goal.unit, women),
        "men": number_words(goal.unit, men),
    }  # fmt: skip


def _readings(goal: Goal, rows: list[GoalReading]) -> Table:
    return Table(
        (Column(_("measured on")), *_NUMBERS),
        [
            (
                Cell(one.measured_on), Cell(number_words(goal.unit, one.value)),
                Cell(number_words(goal.unit, one.women)),
                Cell(number_words(goal.unit, one.men)), Cell(one.source),
            )
            for one in rows
        ],
    )  # fmt: skip


@require_POST
def goal_baseline(request: HttpRequest, goal: UUID) -> HttpResponse:
    """Set what the goal is held against."""
    row = _seen(request, goal)
    form = GoalBaselineForm(request.POST, goal=row, auto_id="baseline-%s")
    return _noted(request, row, form, "baseline", set_goal_baseline)


@require_POST
def goal_reading(request: HttpRequest, goal: UUID) -> HttpResponse:
    """Note how it stood on a day."""
    row = _seen(request, goal)
    form = GoalReadingForm(request.POST, goal=row, auto_id="reading-%s")
    return _noted(request, row, form, "reading", note_reading)


@require_POST
def goal_figure(request: HttpRequest, goal: UUID, figure: int) -> HttpResponse:
    """Take a published figure as how it stood."""
    row = _seen(request, goal)
    return done(
        request, lambda: note_figure(user=person(request), goal=row, figure=figure),
        reverse("goal_detail", args=[row.pk]), _("It is saved."),
    )  # fmt: skip


def _noted(
    request: HttpRequest, row: Goal, form: NumberForm, name: str, service: object
) -> HttpResponse:
    assert callable(service)
    return taken(
        request, form,
        lambda **_said: service(user=person(request), goal=row.pk, **form.said),
        lambda wrong: _page(request, row, **{name: wrong}),
        then=reverse("goal_detail", args=[row.pk]), said=_("It is saved."),
    )  # fmt: skip
