"""Planning the rounds that were asked for; done by a worker, in the background."""

import logging
import time
from collections.abc import Callable

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.claims import claim
from core.kept import begin_alone, drop, keep, kept
from planning.models import Round, RoundState, Stop, WishKind
from planning.queries.tonight import Tonight, tonight
from planning.rules.best_plan import best_plan
from planning.rules.itinerary import itinerary
from planning.rules.passed_over import Why, why_not
from planning.rules.problem import Plan

SHOWN_PASSED_OVER = 10
_KEPT_SECONDS = 300
_ALONE = "rounds:planning"
_LOG = logging.getLogger(__name__)
_LOOK_EACH_SECONDS = 0.5


def solve_rounds() -> int:
    """Plan the round that has waited longest; how many were planned. One at a time: a
    worker's other half must stay free for everything else.
    """
    if not begin_alone(_ALONE, _KEPT_SECONDS):
        return 0
    try:
        row = claim(Round.objects.filter(state=RoundState.ASKED).order_by("asked_at"))
        return 0 if row is None else _solve(row)
    finally:
        drop(_ALONE)


def progress_of(row: Round) -> tuple[int, int] | None:
    """Seconds gone and seconds there are; None before a worker has it in hand."""
    found: tuple[int, int] | None = kept(_key(row))
    return found


def _solve(row: Round) -> bool:
    try:
        night = tonight(row)
        return _write(row, night, best_plan(night.problem, row.seed, _stop(row)))
    except Exception:  # noqa: BLE001 — whatever it was, nobody must wait for ever
        _LOG.exception("Round %s could not be planned.", row.pk)
        with translation.override(row.made_by.language):
            problem = _("It could not be planned. Tell whoever runs Lykta.")
        Round.objects.filter(pk=row.pk, state=RoundState.ASKED).update(
            state=RoundState.DRAFT, problem=problem, claimed_at=None
        )
        return False
    finally:
        drop(_key(row))


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
    fresh.passed_over = _passed_over(fresh, night, plan)
    fresh.state, fresh.planned_at = RoundState.PLANNED, clock.now()
    fresh.claimed_at = None
    fresh.save()
    return True


def write_stops(
    row: Round, night: Tonight, plan: Plan, *, keeps_reasons: bool = False
) -> None:
    """Write a plan's stops in the place of those that are there. A visit that stays keeps
    its id, for a tablet may have it, and when a hand moves it, the reasons it was chosen by.
    """
    known = {stop.venue_id: stop for stop in row.stops.all()}
    row.stops.all().delete()
    fresh = []
    for shift, order in enumerate(plan):
        arrivals = itinerary(night.problem, shift, order).arrivals
        for place, one in enumerate(arrivals, 1):
            option = night.options[one.candidate]
            before = known.get(option.venue)
            reasons = before if before is not None and keeps_reasons else option
            stop = Stop(
                round=row, team=night.teams[shift], venue_id=option.venue,
                kind=option.kind, place=place, arrives_at=night.at(one.arrives),
                begins_at=night.at(one.begins), leaves_at=night.at(one.leaves),
                prize=reasons.prize, factors=dict(reasons.factors),
                is_random=reasons.is_random, is_wished=reasons.is_wished,
            )  # fmt: skip
            if before is not None:
                stop.pk = before.pk
            fresh.append(stop)
    Stop.objects.bulk_create(fresh)


def _passed_over(row: Round, night: Tonight, plan: Plan) -> list[dict[str, object]]:
    """The best that were not chosen, each with what spoke against it; what was wished for
    and could not be had comes before all.
    """
    wishes = row.wishes.filter(kind__in=[WishKind.MUST, WishKind.CLOSING])
    wished = set(wishes.values_list("venue", flat=True))
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
    rated.sort(key=lambda one: (one[1] not in wished, -one[0], str(one[1])))
    shown = max(SHOWN_PASSED_OVER, sum(venue in wished for _p, venue, _w in rated))
    return [
        {"venue": str(venue), "prize": prize, **_said(night, plan, what)}
        for prize, venue, what in rated[:shown]
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
