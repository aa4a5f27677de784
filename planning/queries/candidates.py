"""The visits that may be made on a night, each with its window, time and prize."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from planning.models import StopKind
from planning.queries.open_venues import OpenVenue
from planning.rules.priority import at_closing
from planning.rules.problem import Candidate
from planning.rules.visit_minutes import VisitType
from planning.rules.windows import Window, closing_window, ordinary_window


@dataclass(frozen=True, slots=True)
class Option:
    """What a candidate of the problem stands for."""

    venue: UUID
    kind: StopKind
    is_joint: bool
    prize: int
    factors: Mapping[str, int]
    is_random: bool
    is_wished: bool


def minute_of(at: datetime, zero: datetime) -> int:
    """Whole minutes from the instant at which the night's clock stands at 0."""
    return round((at - zero).total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class Setting:
    """What every candidate of a night is made with."""

    zero: datetime
    minutes: Mapping[VisitType, int]
    joint: frozenset[int]
    teams: int
    not_before: Mapping[UUID, datetime | None]
    barred: Mapping[UUID, frozenset[int]]
    all_prizes: int

    def kinds_of_team(self) -> Iterable[tuple[bool, frozenset[int]]]:
        """Whether they are joint, and which teams are not of that kind."""
        alone = frozenset(range(self.teams)) - self.joint
        if self.joint:
            yield True, alone
        if alone:
            yield False, self.joint


def candidates_of(
    setting: Setting, kept: Sequence[OpenVenue]
) -> tuple[list[Option], list[Candidate]]:
    """Each venue while serving goes on and when it ends, for each kind of team there is."""
    options: list[Option] = []
    candidates: list[Candidate] = []
    for site, one in enumerate(kept, start=setting.teams):
        # What is wished or drawn counts for more than everything else together.
        extra = setting.all_prizes * (2 * one.is_wished or one.is_random)
        for is_joint, others in setting.kinds_of_team():
            for kind, window, lasts, prize in _ways(setting, one, is_joint):
                options.append(
                    Option(
                        one.venue.pk, kind, is_joint, prize,
                        {part.value: points for part, points in one.parts.items()},
                        one.is_random, one.is_wished,
                    )
                )  # fmt: skip
                candidates.append(
                    Candidate(
                        site,
                        max(0, minute_of(window.opens, setting.zero)),
                        minute_of(window.closes, setting.zero),
                        lasts,
                        prize + extra,
                        group=site,
                        barred=others | setting.barred.get(one.venue.pk, frozenset()),
                    )
                )
    return options, candidates


def _ways(
    setting: Setting, one: OpenVenue, is_joint: bool
) -> Iterable[tuple[StopKind, Window, int, int]]:
    """When it may be visited, for how long and for how much."""
    lasts = setting.minutes[VisitType.JOINT if is_joint else VisitType.ALONE]
    ordinary = ordinary_window(one.serving, timedelta(minutes=lasts))
    if ordinary and not one.only_closing:
        opens = max(
            ordinary.opens, setting.not_before.get(one.venue.pk) or ordinary.opens
        )
        if opens <= ordinary.closes:
            yield StopKind.ORDINARY, Window(opens, ordinary.closes), lasts, one.prize
    closing = closing_window(one.serving)
    opens = max(closing.opens, setting.not_before.get(one.venue.pk) or closing.opens)
    if opens <= closing.closes:
        lasts = setting.minutes[VisitType.CLOSING]
        yield (
            StopKind.CLOSING,
            Window(opens, closing.closes),
            lasts,
            at_closing(one.parts),
        )
