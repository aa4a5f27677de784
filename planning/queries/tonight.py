"""A round as a problem: the venues of the night with their windows, times and prizes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import Membership
from accounts.rules.capabilities import Capability, roles_that_may
from planning.models import Recusal, Round, Team, WishKind
from planning.queries.candidates import Option, Setting, candidates_of, minute_of
from planning.queries.open_venues import best_of, open_venues, with_drawn
from planning.queries.visit_times import minutes_by_type
from planning.rules.passed_over import Why
from planning.rules.problem import Problem, Shift
from planning.rules.travel import WAYS, travel_minutes
from planning.rules.visit_minutes import VisitType

_BETWEEN_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Tonight:
    """The problem, in minutes from `zero`; what its candidates and shifts stand for; and
    why other venues are not among them, by their priority.
    """

    zero: datetime
    problem: Problem
    options: tuple[Option, ...]
    teams: tuple[Team, ...]
    joint: frozenset[int]
    left_out: tuple[tuple[UUID, int, Why], ...]

    def at(self, minute: int) -> datetime:
        return self.zero + timedelta(minutes=minute)

    def number_of(self, venue: UUID, kind: str, shift: int) -> int | None:
        """The candidate for that visit by that team."""
        wanted = (venue, kind, shift in self.joint)
        for number, one in enumerate(self.options):
            if (one.venue, one.kind, one.is_joint) == wanted:
                return number
        return None


def tonight(row: Round) -> Tonight:
    """What may be visited in a round, by whom, and what it counts."""
    teams = tuple(row.teams.prefetch_related("officers"))
    joint = frozenset(_joint(row, teams))
    wishes = list(row.wishes.all())
    found, left_out = open_venues(row, wishes)
    minutes = minutes_by_type(row.agency, row.night)
    shifts = _shifts(row, teams, joint)
    found = with_drawn(row, found, _stops_at_most(shifts, minutes, joint))
    kept = best_of(found, set(row.stops.values_list("venue", flat=True)))
    known = {one.venue.pk for one in kept}
    left_out += [
        (one.venue.pk, one.prize, Why.BELOW)
        for one in found
        if one.venue.pk not in known
    ]
    zero = min((team.starts_at for team in teams), default=row.made_at)
    shifts = [
        replace(
            one,
            starts=minute_of(team.starts_at, zero),
            ends=minute_of(team.ends_at, zero),
        )
        for one, team in zip(shifts, teams, strict=True)
    ]
    setting = Setting(
        zero, minutes, joint, len(teams),
        {one.venue_id: one.at for one in wishes if one.kind == WishKind.NOT_BEFORE},
        _barred(row, teams), sum(one.prize for one in kept) + 1,
    )  # fmt: skip
    options, candidates = candidates_of(setting, kept)
    places = [(team.latitude, team.longitude) for team in teams]
    places += [(one.venue.latitude or 0, one.venue.longitude or 0) for one in kept]
    problem = Problem(
        [
            [[travel_minutes(way, here, there) for there in places] for here in places]
            for way in WAYS.values()
        ],
        shifts,
        candidates,
    )
    return Tonight(zero, problem, tuple(options), teams, joint, tuple(left_out))


def _joint(row: Round, teams: Sequence[Team]) -> Iterable[int]:
    """The teams in which officers of several agencies go together."""
    held = Membership.objects.in_force_on(row.night).filter(
        agency__municipality=row.agency.municipality_id,
        role__in=roles_that_may(Capability.RECORD_VISITS),
    )
    agencies: dict[UUID, set[int | None]] = {}
    for user, agency in held.values_list("user", "agency"):
        agencies.setdefault(user, set()).add(agency)
    for number, team in enumerate(teams):
        together = (agencies.get(one.pk, set()) for one in team.officers.all())
        if len(set().union(*together)) > 1:
            yield number


def _shifts(row: Round, teams: Sequence[Team], joint: frozenset[int]) -> list[Shift]:
    ways = list(WAYS)
    shares = _shares(row.joint_stops, len(joint))
    most = dict(zip(sorted(joint), shares, strict=True))
    return [
        Shift(
            number,
            0,
            minute_of(team.ends_at, team.starts_at),
            ways.index(team.travel),
            most.get(number),
        )
        for number, team in enumerate(teams)
    ]


def _shares(wanted: int | None, teams: int) -> list[int | None]:
    """So many stops as evenly as can be over so many teams."""
    if wanted is None or not teams:
        return [None] * teams
    return [wanted // teams + (number < wanted % teams) for number in range(teams)]


def _stops_at_most(
    shifts: Sequence[Shift], minutes: Mapping[VisitType, int], joint: frozenset[int]
) -> int:
    """About how many stops there is time for: what the share to be drawn is a share of."""
    stops = 0
    for number, shift in enumerate(shifts):
        kind = VisitType.JOINT if number in joint else VisitType.ALONE
        room = shift.ends // (minutes[kind] + _BETWEEN_MINUTES)
        stops += room if shift.most is None else min(room, shift.most)
    return stops


def _barred(row: Round, teams: Sequence[Team]) -> dict[UUID, frozenset[int]]:
    """The teams that may not go to a venue, because an officer of theirs is recused."""
    rows = Recusal.objects.filter(
        ended_at=None, venue__municipality=row.agency.municipality_id
    ).values_list("venue", "officer")
    officers = [{one.pk for one in team.officers.all()} for team in teams]
    found: dict[UUID, frozenset[int]] = {}
    for venue, officer in rows:
        here = frozenset(n for n, team in enumerate(officers) if officer in team)
        found[venue] = found.get(venue, frozenset()) | here
    return found
