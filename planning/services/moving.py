"""Moving a plan by hand, and what that costs."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
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
    before = orders_of(row, night, leaving=venue)
    shift = next((n for n, one in enumerate(night.teams) if one.pk == team), None)
    if shift is None:
        raise NotFound(_("There is no such team in this round."))
    number = night.number_of(venue, kind, shift)
    if number is None:
        raise Invalid(_("The venue is not open then, or is wished away."))
    rest = _without(night, before, venue)
    after = [list(order) for order in rest]
    after[shift].insert(max(0, min(place - 1, len(after[shift]))), number)
    check(night, after, known=faults_in(night, rest))
    return _keep(row, night, before, after)


@transaction.atomic
def drop_stop(*, user: User, round_: UUID, venue: UUID) -> Cost:
    """Take a venue out of the plan. What stood against the rest before stands still."""
    row, night = _in_hand(user, round_)
    stop = row.stops.filter(venue=venue).first()
    if stop is None:
        raise NotFound(_("There is no such stop in this round."))
    shift = next(n for n, one in enumerate(night.teams) if one.pk == stop.team_id)
    if (
        night.number_of(venue, stop.kind, shift) is None
    ):  # impossible by now: it just goes
        stop.delete()
        return _changed(row, Cost(-stop.prize, 0))
    before = orders_of(row, night, leaving=venue)
    return _keep(row, night, before, _without(night, before, venue))


def _without(
    night: Tonight, orders: Sequence[Sequence[int]], venue: UUID
) -> list[list[int]]:
    return [
        [one for one in order if night.options[one].venue != venue] for order in orders
    ]


def _in_hand(user: User, round_: UUID) -> tuple[Round, Tonight]:
    row = planned_by(user, round_)
    if row.state not in {RoundState.PLANNED, RoundState.SET}:
        raise WrongState(_("There is no plan to move."))
    return row, tonight(row)


def orders_of(
    row: Round, night: Tonight, leaving: UUID | None = None
) -> list[list[int]]:
    """The plan as it stands, as candidates. Raises `Invalid` naming what has become
    impossible, but for the venue that is leaving its place.
    """
    places = {team.pk: shift for shift, team in enumerate(night.teams)}
    orders: list[list[int]] = [[] for _team in night.teams]
    gone: list[str] = []
    for stop in row.stops.select_related("venue").order_by("team", "place"):
        shift = places[stop.team_id]
        number = night.number_of(stop.venue_id, stop.kind, shift)
        if number is not None:
            orders[shift].append(number)
        elif stop.venue_id != leaving:
            gone.append(stop.venue.name)
    if gone:
        raise Invalid(
            _("Not possible any more: %(venues)s. Take it out first.")
            % {"venues": ", ".join(gone)},
            code="not_possible",
        )
    return orders


def _keep(
    row: Round,
    night: Tonight,
    before: Sequence[Sequence[int]],
    after: Sequence[Sequence[int]],
) -> Cost:
    cost = Cost(
        _priority(night, after) - _priority(night, before),
        _travels(night, after) - _travels(night, before),
    )
    write_stops(row, night, tuple(map(tuple, after)), keeps_reasons=True)
    return _changed(row, cost)


def _changed(row: Round, cost: Cost) -> Cost:
    """Let calendars hear of it."""
    row.sequence += 1
    row.save(update_fields=["sequence"])
    return cost


def faults_in(
    night: Tonight, orders: Sequence[Sequence[int]]
) -> set[tuple[int, Fault, int | None]]:
    """What stands against the orders, by shift."""
    return {
        (shift, fault, number)
        for shift, order in enumerate(orders)
        for fault, number in itinerary(night.problem, shift, order).faults
    }


def check(
    night: Tonight,
    orders: Sequence[Sequence[int]],
    known: AbstractSet[tuple[int, Fault, int | None]] = frozenset(),
) -> None:
    """Raise `Invalid` with what stands against the orders and did not before."""
    said = []
    for shift, fault, number in faults_in(night, orders) - known:
        name = ""
        if number is not None:
            name = Venue.objects.get(pk=night.options[number].venue).name
        words = {"venue": name, "team": night.teams[shift].name}
        said.append(str(_WORDS[fault]) % words)
    if said:
        raise Invalid(" ".join(sorted(said)), code="cannot_go_so")


def _priority(night: Tonight, orders: Sequence[Sequence[int]]) -> int:
    return sum(night.options[one].prize for order in orders for one in order)


def _travels(night: Tonight, orders: Sequence[Sequence[int]]) -> int:
    return sum(
        itinerary(night.problem, shift, order).travels
        for shift, order in enumerate(orders)
    )
