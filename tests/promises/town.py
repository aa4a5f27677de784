"""The promises that police and municipality made in a town, to try things on."""

from datetime import date
from typing import Any

from accounts.models import User
from promises.models import Activity, Goal, Problem, Promise, SourceKind
from promises.services.activities import begin_activity
from promises.services.goals import set_goal
from promises.services.promises import Source, make_promise, note_problem
from tests.conftest import Town

BEGINS, ENDS = date(2025, 1, 1), date(2026, 12, 31)


def promise(user: User, town: Town, **said: Any) -> Promise:
    return make_promise(
        user=user, municipality=town.municipality,
        **{
            "title": "Trygghetsvandringar", "text": "Där människor känner sig otrygga.",
            "begins_on": BEGINS, "ends_on": ENDS, **said,
        },
    )  # fmt: skip


def problem(user: User, of: Promise, **said: Any) -> Problem:
    return note_problem(
        user=user, promise=of.pk,
        **{
            "title": "Mörka gångar", "text": "Lampor saknas mot stationen.",
            "where": "Stationen", "is_central": True,
            "sources": [Source(SourceKind.CITIZENS, "Dialog i maj", date(2024, 5, 2))],
            **said,
        },
    )  # fmt: skip


def goal(user: User, of: Promise, **said: Any) -> Goal:
    return set_goal(
        user=user, promise=of.pk,
        **{
            "text": "Färre otrygga kvinnor", "measured_by": "NTU, sen kväll",
            "unit": "share", "direction": "down", "target": 0.3, "by_when": ENDS, **said,
        },
    )  # fmt: skip


def activity(user: User, of: Promise, answers: Problem, **said: Any) -> Activity:
    return begin_activity(
        user=user, promise=of.pk, problem=answers,
        **{
            "title": "Fyra vandringar", "owner": user, "due_on": date(2025, 6, 1),
            "indicator": "KW1", **said,
        },
    )  # fmt: skip
