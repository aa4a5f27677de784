"""What a half-year came to, read together for a follow-up."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import Municipality
from core import clock
from promises.models import (
    Activity,
    FollowUp,
    FollowUpState,
    FollowUpWords,
    Goal,
    Problem,
    Promise,
)
from promises.models.goal import GoalNumber
from promises.queries.promises import standings_of
from promises.rules.follow_up import (
    FORMAT,
    ActivityTold,
    GoalTold,
    NumberTold,
    ProblemTold,
    PromiseTold,
    Told,
)
from promises.rules.promise_status import Standing


def promises_in_force(
    municipality: Municipality, first: date, last: date
) -> QuerySet[Promise]:
    """The municipality's promises that were in force some day of that time."""
    return Promise.objects.filter(
        municipality=municipality, begins_on__lte=last, ends_on__gte=first
    ).order_by("begins_on", "title", "pk")


def promises_followed(row: FollowUp) -> QuerySet[Promise]:
    """The promises that a follow-up tells of."""
    return promises_in_force(row.municipality, row.first, row.last)


def told(row: FollowUp) -> Told:
    """The follow-up as it would be frozen now, in eight statements however much it is."""
    promises = list(
        promises_followed(row).prefetch_related(
            "problems__sources", "goals__baselines", "goals__readings",
            "activities__notes",
        )
    )  # fmt: skip
    standings = standings_of(promises, row.last)
    words = {one.promise_id: one for one in row.words.all()}
    return {
        "format": FORMAT,
        "municipality": row.municipality.name,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "data_on": clock.today().isoformat(),
        "contact": row.contact,
        "reason": row.reason if _was_told(row) else "",
        "promises": [
            _promise(one, row, standings[one.pk], words.get(one.pk)) for one in promises
        ],
    }


def _was_told(row: FollowUp) -> bool:
    """Whether the public has read of that half-year: only then is anything corrected."""
    return FollowUp.objects.filter(
        municipality=row.municipality, last=row.last, state=FollowUpState.PUBLISHED
    ).exists()


def _promise(
    one: Promise, row: FollowUp, standing: Standing, words: FollowUpWords | None
) -> PromiseTold:
    activities = [_activity(it, row.last) for it in one.activities.all()]
    in_it = [it for it in activities if row.first.isoformat() <= it["closed_on"]]
    return {
        "title": one.title,
        "title_en": words.title_en if words else "",
        "text": one.text,
        "begins_on": one.begins_on.isoformat(),
        "ends_on": one.ends_on.isoformat(),
        "status": standing.status,
        "reasons": [{"why": it.why, "what": it.what} for it in standing.reasons],
        "came": words.came if words else "",
        "came_en": words.came_en if words else "",
        "next_step": words.next_step if words else "",
        "next_en": words.next_en if words else "",
        "problems": [_problem(it) for it in one.problems.all()],
        "goals": [_goal(it, row.last) for it in one.goals.all()],
        "done": in_it,
        "not_done": [it for it in activities if _is_late(it, row.last)],
        "ahead": [
            it
            for it in activities
            if not it["closed_on"] and not _is_late(it, row.last)
        ],
    }


def _is_late(one: ActivityTold, last: date) -> bool:
    return not one["closed_on"] and one["due_on"] <= last.isoformat()


def _activity(one: Activity, last: date) -> ActivityTold:
    """As it was at the half-year's end: what was closed later is still open then."""
    is_closed = one.closed_on is not None and one.closed_on <= last
    notes = list(one.notes.all())
    return {
        "title": one.title,
        "due_on": one.due_on.isoformat(),
        "closed_on": one.closed_on.isoformat() if is_closed and one.closed_on else "",
        "state": one.state if is_closed else "",
        "note": notes[-1].text if notes else "",
        "hours": sum(it.hours or 0 for it in notes) or None,
    }


def _problem(one: Problem) -> ProblemTold:
    return {
        "title": one.title,
        "where": one.where,
        "is_central": one.is_central,
        "sources": [
            {"kind": it.kind, "dated_on": it.dated_on.isoformat()}
            for it in one.sources.all()
        ],
    }


def _goal(one: Goal, last: date) -> GoalTold:
    by_day = {it.measured_on: it for it in one.readings.all() if it.measured_on <= last}
    reading = by_day[max(by_day)] if by_day else None
    return {
        "text": one.text,
        "measured_by": one.measured_by,
        "indicator": one.indicator,
        "unit": one.unit,
        "direction": one.direction,
        "target": one.target,
        "target_women": one.target_women,
        "target_men": one.target_men,
        "by_when": one.by_when.isoformat(),
        "baselines": [
            {
                **_number(it),
                "of": it.of,
                "definition": it.definition,
                "caveat": it.caveat,
                "why": it.why,
            }
            for it in one.baselines.all()
        ],
        "reading": None
        if reading is None
        else {**_number(reading), "measured_on": reading.measured_on.isoformat()},
    }


def _number(one: GoalNumber) -> NumberTold:
    return {
        "value": one.value, "women": one.women, "men": one.men, "source": one.source,
    }  # fmt: skip
