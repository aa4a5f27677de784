"""Moving a plan by hand, and what that costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.errors import Invalid, NotFound, WrongState
from planning.models import Round, RoundState, StopKind
from planning.queries.tonight import Tonight, tonight
from planning.rules.itinerary import Fault, itinerary
from planning.rules.problem import Plan
from planning.services.asking import planned_by
from planning.services.solving import write_stops
from venues.models import Venue

_WORDS: dict[Fault, Promise] = {
    Fault.TOO_LATE: gettext_lazy("%(venue)s could not be begun in time."),
    Fault.BACK_TOO_LATE: gettext_lazy("%(team)s would be back after its shift."),
    Fault.BARRED: gettext_lazy("An officer of %(team)s must not deal with %(venue)s."),
    Fault.TOO_MANY: gettext_lazy(
        "%(team)s would make more joint stops than are wanted."
    ),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a move changed: priority and minutes on the way, as more or less."""

    priority: int
    travel_minutes: int


@transaction.atomic
def move_stop(
    *, user: User, round_: UUID, venue: UUID, kind: StopKind, team: int, place: int
) -> Cost:
    """Put a venue at a place of a team's order, wherever it was before, or newly in.

    Raises `Invalid` with what stands against it when the team cannot go that way.
    """
    row, night = _in_hand(user, round_)
    before = _orders(row, night)
    shift = next((n for n, one in enumerate(night.teams) if one.pk == team), None)
    if shift is None:
        raise NotFound(_("There is no such team in this round."))
    number = night.number_of(venue, kind, shift)
    if number is None:
        raise Invalid(_("The venue is not open then, or is wished away."))
    after = [
        [one for one in order if night.options[one].venue != venue] for order in before
    ]
    after[shift].insert(max(0, min(place - 1, len(after[shift]))), number)
    return _keep(row, night, before, after)


@transaction.atomic
def drop_stop(*, user: User, round_: UUID, venue: UUID) -> Cost:
    """Take a venue out of the plan."""
    row, night = _in_hand(user, round_)
    before = _orders(row, night)
    after = [
        [one for one in order if night.options[one].venue != venue] for order in before
    ]
    return _keep(row, night, before, after)


def _in_hand(user: User, round_: UUID) -> tuple[Round, Tonight]:
    row = planned_by(user, round_)
    if row.state not in {RoundState.PLANNED, RoundState.SET}:
        raise WrongState(_("There is no plan to move."))
    return row, tonight(row)


def _orders(row: Round, night: Tonight) -> list[list[int]]:
    """The plan as it stands, as candidates; what is not possible any more falls out."""
    places = {team.pk: shift for shift, team in enumerate(night.teams)}
    orders: list[list[int]] = [[] for _team in night.teams]
    for stop in row.stops.order_by("team", "place"):
        shift = places[stop.team_id]
        number = night.number_of(stop.venue_id, stop.kind, shift)
        if number is not None:
            orders[shift].append(number)
    return orders


def _keep(
    row: Round,
    night: Tonight,
    before: Sequence[Sequence[int]],
    after: Sequence[Sequence[int]],
) -> Cost:
    _check(night, after)
    plan: Plan = tuple(map(tuple, after))
    write_stops(row, night, plan)
    row.sequence += 1
    row.save(update_fields=["sequence"])
    return Cost(
        _priority(night, after) - _priority(night, before),
        _travels(night, after) - _travels(night, before),
    )


def _check(night: Tonight, orders: Sequence[Sequence[int]]) -> None:
    said = []
    for shift, order in enumerate(orders):
        for fault, number in itinerary(night.problem, shift, order).faults:
            name = ""
            if number is not None:
                name = Venue.objects.get(pk=night.options[number].venue).name
            words = {"venue": name, "team": night.teams[shift].name}
            said.append(str(_WORDS[fault]) % words)
    if said:
        raise Invalid(" ".join(said), code="cannot_go_so")


def _priority(night: Tonight, orders: Sequence[Sequence[int]]) -> int:
    return sum(night.options[one].prize for order in orders for one in order)


def _travels(night: Tonight, orders: Sequence[Sequence[int]]) -> int:
    return sum(
        itinerary(night.problem, shift, order).travels
        for shift, order in enumerate(orders)
    )
