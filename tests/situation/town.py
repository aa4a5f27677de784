"""A town that reports together, to try things on."""

from datetime import datetime, time, timedelta
from typing import Any

from accounts.models import User
from core import clock
from core.identifiers import uuid7
from core.nights import LOCAL
from situation.models import Cycle, Decision, Report, Reporter, Severity
from situation.rules.cycle import DAYS
from situation.services.cycles import begin_cycles
from situation.services.decisions import decide
from situation.services.reporters import take_on_reporter
from situation.services.reports import Told, tell
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
