"""Nobody is named in what is written of promises, by whichever way it comes in."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from core import clock
from core.errors import Invalid
from promises.models import ActivityState, Promise, SourceKind
from promises.services.activities import note_activity
from promises.services.goals import note_reading, set_goal_baseline
from promises.services.promises import Source, add_source
from tests.conftest import Town
from tests.promises.town import activity, goal, problem, promise

pytestmark = pytest.mark.django_db
SOMEBODY = "Kalle 19800101-1234"
BASELINE = {"of": "2020", "source": "NTU", "definition": "otrygg", "why": "första året"}

Write = Callable[[User, Town, Promise], Any]
WAYS: dict[str, Write] = {
    **{
        f"promise {member}": lambda user, town, _made, member=member: promise(
            user, town, **{member: SOMEBODY}
        )
        for member in ("title", "text")
    },
    **{
        f"problem {member}": lambda user, _town, made, member=member: problem(
            user, made, **{member: SOMEBODY}
        )
        for member in ("title", "text", "where")
    },
    **{
        f"goal {member}": lambda user, _town, made, member=member: goal(
            user, made, **{member: SOMEBODY}
        )
        for member in ("text", "measured_by")
    },
    **{
        f"baseline {member}": lambda user, _town, made, member=member: set_goal_baseline(
            user=user, goal=goal(user, made).pk, value=0.4,
            **{**BASELINE, member: SOMEBODY},
        )
        for member in (*BASELINE, "caveat")
    },
    **{
        f"activity {member}": lambda user, _town, made, member=member: activity(
            user, made, problem(user, made), **{member: SOMEBODY}
        )
        for member in ("title", "why_no_indicator")
    },
    "source": lambda user, _town, made: add_source(
        user=user, problem=problem(user, made).pk,
        source=Source(SourceKind.WALK, SOMEBODY, clock.today()),
    ),
    "reading": lambda user, _town, made: note_reading(
        user=user, goal=goal(user, made).pk, measured_on=clock.today(), value=0.3,
        source=SOMEBODY,
    ),
    "note": lambda user, _town, made: note_activity(
        user=user, activity=activity(user, made, problem(user, made)).pk, text=SOMEBODY,
        state=ActivityState.ONGOING,
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_somebody_s_number_is_refused_on_every_way(
    karin: User, ostersund: Town, way: str
) -> None:
    made = promise(karin, ostersund)
    with pytest.raises(Invalid, match="aldrig om människor"):
        WAYS[way](karin, ostersund, made)
