"""A town that reports together, to try things on."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from accounts.models import User
from core import clock
from core.identifiers import uuid7
from core.nights import LOCAL
from situation.models import Cycle, Decision, PublicWord, Report, Reporter, Severity
from situation.rules.cycle import DAYS
from situation.services.cycles import begin_cycles
from situation.services.decisions import decide
from situation.services.public_words import open_public_door, tell_unsafe
from situation.services.reporters import take_on_reporter
from situation.services.reports import tell
from situation.services.telling import Told
from tests.conftest import Town

BUS_SQUARE = (63.1789, 14.6391)


def cycles(user: User, town: Town, **said: Any) -> Cycle:
    """The first cycle: it began a week ago."""
    first = said.get("first", clock.today() - timedelta(days=7))
    last = first + timedelta(days=said.get("days", DAYS) - 1)
    return begin_cycles(
        user=user, municipality=town.municipality,
        **{
            "first": first, "days": DAYS,
            "due_at": datetime.combine(last + timedelta(days=1), time(12), LOCAL),
            "meets_at": datetime.combine(last + timedelta(days=2), time(9), LOCAL),
            **said,
        },
    )  # fmt: skip


def reporter(user: User, town: Town, **said: Any) -> Reporter:
    return take_on_reporter(
        user=user, municipality=town.municipality,
        **{"organisation": "Påhittade bostäder", "email": "est@example.test", **said},
    )  # fmt: skip


def told(**said: Any) -> Told:
    return Told(
        **{
            "category": "BRAK_VALD", "severity": Severity.SERIOUS,
            "seen_at": clock.now() - timedelta(hours=1), "position": BUS_SQUARE, **said,
        }
    )  # fmt: skip


def door(user: User, town: Town) -> None:
    open_public_door(user=user, municipality=town.municipality)


def word(town: Town, key: UUID | None = None, **said: Any) -> PublicWord:
    """What somebody told without an account."""
    return tell_unsafe(
        municipality=town.municipality, key=key or uuid7(), told=told(**said)
    )


def report(who: Reporter, **said: Any) -> Report:
    return tell(reporter=who, key=uuid7(), told=told(**said))


def decision(user: User, of: Cycle, **said: Any) -> Decision:
    return decide(
        user=user, cycle=of.pk,
        **{
            "problem": "Bråk vid Busstorget", "action": "Fältarbetare på plats",
            "owner": "Fritid", "due_on": clock.today() + timedelta(days=7), **said,
        },
    )  # fmt: skip
