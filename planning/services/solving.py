"""Planning the rounds that were asked for; done by a worker, in the background."""

import time
from collections.abc import Callable

from django.db import transaction

from core import clock
from core.claims import claim
from core.kept import drop, keep, kept
from planning.models import Round, RoundState, Stop
from planning.queries.tonight import Tonight, tonight
from planning.rules.best_plan import best_plan
from planning.rules.itinerary import itinerary
from planning.rules.passed_over import Why, why_not
from planning.rules.problem import Plan

SHOWN_PASSED_OVER = 10
_KEPT_SECONDS = 300
_LOOK_EACH_SECONDS = 0.5


def solve_rounds() -> int:
    """Plan every round that waits, one after the other; how many were planned."""
    done = 0
    while row := claim(
        Round.objects.filter(state=RoundState.ASKED).order_by("asked_at")
    ):
        done += _solve(row)
        drop(_key(row))
    return done


def progress_of(row: Round) -> tuple[int, int] | None:
    """Seconds gone and seconds there are; None before a worker has it in hand."""
    found: tuple[int, int] | None = kept(_key(row))
    return found


def _solve(row: Round) -> bool:
    night = tonight(row)
    plan = best_plan(night.problem, row.seed, _stop(row))
    return _write(row, night, plan)


def _stop(row: Round) -> Callable[[], bool]:
    """Enough, when the time is over or nobody asks any more."""
    began = time.monotonic()
    looked = 0.0

    def enough() -> bool:
        nonlocal looked
        gone = time.monotonic() - began
        if gone - looked < _LOOK_EACH_SECONDS:
            return gone > row.seconds
        looked = gone
        keep(_key(row), (int(gone), row.seconds), _KEPT_SECONDS)
        asked = Round.objects.filter(
            pk=row.pk, state=RoundState.ASKED, asked_at=row.asked_at
        )
        return gone > row.seconds or not asked.exists()

    return enough


@transaction.atomic
def _write(row: Round, night: Tonight, plan: Plan) -> bool:
    """Keep the plan, unless somebody has changed their mind meanwhile."""
    asked = Round.objects.select_for_update().filter(
        pk=row.pk, state=RoundState.ASKED, asked_at=row.asked_at
    )
    fresh = asked.first()
    if fresh is None:
        return False
    write_stops(fresh, night, plan)
    fresh.passed_over = _passed_over(night, plan)
    fresh.state, fresh.planned_at = RoundState.PLANNED, clock.now()
    fresh.claimed_at = None
    fresh.save()
    return True


def write_stops(row: Round, night: Tonight, plan: Plan) -> None:
    """Write a plan's stops in the place of those that are there; a visit that stays
    keeps its id, for a tablet may have it.
    """
    known = {stop.venue_id: stop.pk for stop in row.stops.all()}
    row.stops.all().delete()
    Stop.objects.bulk_create(
        Stop(
            **({"pk": known[option.venue]} if option.venue in known else {}),
            round=row,
            team=night.teams[shift],
            venue_id=option.venue,
            kind=option.kind,
            place=place,
            arrives_at=night.at(one.arrives),
            begins_at=night.at(one.begins),
            leaves_at=night.at(one.leaves),
            prize=option.prize,
            factors=dict(option.factors),
            is_random=option.is_random,
            is_wished=option.is_wished,
        )
        for shift, order in enumerate(plan)
        for place, one in enumerate(itinerary(night.problem, shift, order).arrivals, 1)
        for option in (night.options[one.candidate],)
    )


def _passed_over(night: Tonight, plan: Plan) -> list[dict[str, object]]:
    """The best that were not chosen, each with what spoke against it."""
    chosen = {night.options[one].venue for order in plan for one in order}
    best: dict[object, tuple[int, int]] = {}
    for number, option in enumerate(night.options):
        if option.venue not in chosen:
            found = best.get(option.venue, (-1, -1))
            best[option.venue] = max(found, (option.prize, -number))
    rated: list[tuple[int, object, int | Why]] = [
        (prize, venue, -number) for venue, (prize, number) in best.items()
    ]
    rated += [(prize, venue, why) for venue, prize, why in night.left_out]
    rated.sort(key=lambda one: (-one[0], str(one[1])))
    return [
        {"venue": str(venue), "prize": prize, **_said(night, plan, what)}
        for prize, venue, what in rated[:SHOWN_PASSED_OVER]
    ]


def _said(night: Tonight, plan: Plan, what: int | Why) -> dict[str, object]:
    if isinstance(what, Why):
        return {"why": what.value, "costs": None}
    fixed = frozenset(
        number
        for number, one in enumerate(night.options)
        if one.is_random or one.is_wished
    )
    answer = why_not(night.problem, plan, what, fixed)
    return {"why": answer.why.value, "costs": answer.costs}


def _key(row: Round) -> str:
    return f"round:{row.pk}:progress"
