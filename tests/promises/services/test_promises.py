from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.db.utils import IntegrityError

from accounts.models import Role, User
from core import clock
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from promises.models import (
    Activity,
    ActivityNote,
    ActivityState,
    Problem,
    Promise,
    SourceKind,
    Unit,
)
from promises.queries.promises import (
    activities_visible_to,
    promises_visible_to,
    standings_of,
)
from promises.rules.promise_status import Status, Why
from promises.services.activities import note_activity
from promises.services.goals import note_reading, set_goal_baseline
from promises.services.promises import Source, add_source
from tests.conftest import Town, make_person, make_town
from tests.promises.town import BEGINS, ENDS, activity, goal, problem, promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(karin: User, ostersund: Town) -> Promise:
    return promise(karin, ostersund)


def baseline(user: User, of: Any, **said: Any) -> object:
    return set_goal_baseline(
        user=user, goal=of.pk,
        **{
            "of": "2020", "value": 0.4, "source": "NTU 2020", "definition": "sen kväll",
            "why": "första året", **said,
        },
    )  # fmt: skip


def test_a_promise_its_problem_goal_and_activity_come_to_a_standing(
    karin: User, made: Promise
) -> None:
    answers, aim = problem(karin, made), goal(karin, made)
    baseline(karin, aim)
    done = activity(karin, made, answers, goal=aim)
    with time_machine.travel("2025-05-20T12:00:00+02:00", tick=False):
        note_activity(
            user=karin, activity=done.pk, text="Fyra gjorda", state=ActivityState.DONE
        )
    note_reading(
        user=karin, goal=aim.pk, measured_on=date(2025, 12, 31), value=0.35,
        source="NTU 2025", genders=(0.45, 0.25),
    )  # fmt: skip
    standing = standings_of([made], date(2026, 2, 1))[made.pk]
    assert (standing.status, standing.reasons) == (Status.KEPT, ())
    note_reading(
        user=karin, goal=aim.pk, measured_on=date(2025, 12, 31), value=0.41,
        source="NTU 2025, rättad",
    )  # fmt: skip
    standing = standings_of([made], date(2026, 2, 1))[made.pk]
    assert [one.why for one in standing.reasons] == [Why.WRONG_WAY]


def test_of_two_baselines_the_latest_is_in_force_and_both_stay(
    karin: User, made: Promise
) -> None:
    aim = goal(karin, made)
    baseline(karin, aim, value=0.2, why="vandringen 2020", caveat="tom stad")
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        baseline(karin, aim, value=0.4, why="2020 visade en tom stad")
    note_reading(
        user=karin,
        goal=aim.pk,
        measured_on=date(2025, 12, 31),
        value=0.35,
        source="NTU",
    )
    standing = standings_of([made], date(2026, 2, 1))[made.pk]
    assert standing.status is Status.KEPT  # against 0.2 it would go the wrong way
    assert [one.value for one in aim.baselines.all()] == [0.4, 0.2]


@pytest.mark.parametrize(
    "said", [{"sources": []}, {"text": "Kalle 19800101-1234 stör"}]
)
def test_a_problem_has_a_source_and_names_nobody(
    karin: User, made: Promise, said: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        problem(karin, made, **said)
    assert not Problem.objects.exists()


def test_sources_of_every_kind_and_places_outside_the_centre(
    karin: User, made: Promise
) -> None:
    row = problem(
        karin, made, is_central=False,
        sources=[Source(kind, "Sagt", date(2024, 5, 2)) for kind in SourceKind],
    )  # fmt: skip
    assert row.sources.count() == len(SourceKind)


@pytest.mark.parametrize(
    "said",
    [
        {"indicator": "", "why_no_indicator": " "},
        {"due_on": date(2024, 12, 31)},
        {"due_on": date(2027, 1, 1)},
    ],
)
def test_an_activity_without_figure_or_reason_or_outside_the_time_is_refused(
    karin: User, made: Promise, said: dict[str, Any]
) -> None:
    answers = problem(karin, made)
    with pytest.raises(Invalid):
        activity(karin, made, answers, **said)
    assert not Activity.objects.exists()


def test_problem_goal_and_agencies_are_the_promise_s_own(
    karin: User, made: Promise, ostersund: Town
) -> None:
    other = promise(karin, ostersund, title="Ett annat")
    elsewhere = make_town("0180", "Annan")
    for said in (
        {"answers": problem(karin, other)},
        {"answers": problem(karin, made), "goal": goal(karin, other)},
        {
            "answers": problem(karin, made),
            "agencies": list(elsewhere.agencies.values()),
        },
    ):
        with pytest.raises(Invalid):
            activity(karin, made, **said)  # type: ignore[arg-type]


def test_nothing_is_closed_without_a_note_and_what_is_closed_stays_so(
    karin: User, made: Promise
) -> None:
    row = activity(karin, made, problem(karin, made))
    with pytest.raises(Invalid):
        note_activity(user=karin, activity=row.pk, text=" ", state=ActivityState.DONE)
    note_activity(
        user=karin, activity=row.pk, text="Börjat", state=ActivityState.ONGOING, hours=4
    )
    with pytest.raises(WrongState):
        note_activity(
            user=karin, activity=row.pk, text="Nej", state=ActivityState.PLANNED
        )
    note_activity(
        user=karin, activity=row.pk, text="Pengar saknas", state=ActivityState.STOPPED
    )
    with pytest.raises(WrongState):
        note_activity(
            user=karin, activity=row.pk, text="Igen", state=ActivityState.DONE
        )
    row.refresh_from_db()
    assert (row.state, row.closed_on) == (ActivityState.STOPPED, clock.today())
    assert ActivityNote.objects.count() == 2


def test_the_owner_notes_what_came_of_it_and_others_do_not(
    karin: User, ines: User, petra: User, made: Promise
) -> None:
    row = activity(karin, made, problem(karin, made), owner=ines)
    note_activity(
        user=ines, activity=row.pk, text="Första gjord", state=ActivityState.ONGOING
    )
    with pytest.raises(NotAllowed):
        note_activity(
            user=petra, activity=row.pk, text="Klar", state=ActivityState.DONE
        )


def test_another_town_sees_and_keeps_nothing_of_it(
    karin: User, sten: User, made: Promise, ostersund: Town
) -> None:
    row = activity(karin, made, problem(karin, made))
    assert not promises_visible_to(sten).exists()
    assert not activities_visible_to(sten).exists()
    with pytest.raises(NotFound):
        problem(sten, made)
    with pytest.raises(NotFound):
        goal(sten, made)
    with pytest.raises(NotFound):
        note_activity(user=sten, activity=row.pk, text="Hej", state=ActivityState.DONE)
    with pytest.raises(NotAllowed):
        promise(sten, ostersund)
    auditor = make_person("Rut", ostersund, "licensing", Role.AUDITOR)
    assert promises_visible_to(auditor).count() == 1
    with pytest.raises(NotAllowed):
        problem(auditor, made)


def test_a_promise_ends_after_it_begins_and_carries_on_one_of_its_own_town(
    karin: User, made: Promise, ostersund: Town
) -> None:
    with pytest.raises(Invalid):
        promise(karin, ostersund, ends_on=BEGINS)
    town = make_town("0180", "Annan")
    boss = make_person("Bo", town, "licensing", Role.COORDINATOR)
    with pytest.raises(Invalid):
        promise(boss, town, carries_on=made)
    assert promise(karin, ostersund, carries_on=made).carries_on == made


@pytest.mark.parametrize(
    "said",
    [{"target": 1.2}, {"target": -0.1}, {"by_when": BEGINS}, {"target": float("nan")}],
)
def test_a_goal_that_can_never_be_is_refused(
    karin: User, made: Promise, said: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        goal(karin, made, **said)


def test_numbers_are_of_days_that_have_been_and_say_whence(
    karin: User, made: Promise
) -> None:
    aim = goal(karin, made, unit=Unit.NUMBER, target=10)
    day = clock.today()
    for said in (
        {"measured_on": day + timedelta(days=1), "source": "NTU"},
        {"measured_on": day, "source": " "},
    ):
        with pytest.raises(Invalid):
            note_reading(user=karin, goal=aim.pk, value=3, **said)  # type: ignore[arg-type]
    for missing in ("definition", "source", "why"):
        with pytest.raises(Invalid):
            baseline(karin, aim, **{missing: "."})


@pytest.mark.parametrize(
    ("unit", "wrong"),
    [
        (Unit.SHARE, 1.5),
        (Unit.SHARE, -0.1),
        (Unit.NUMBER, -1),
        (Unit.NUMBER, float("inf")),
    ],
)
def test_a_number_that_can_never_be_is_refused_also_of_women_and_men(
    karin: User, made: Promise, unit: Unit, wrong: float
) -> None:
    aim, day = goal(karin, made, unit=unit, target=0.3), clock.today()
    for said in ({"value": wrong}, {"value": 0.2, "genders": (0.2, wrong)}):
        with pytest.raises(Invalid):
            baseline(karin, aim, **said)
        with pytest.raises(Invalid):
            note_reading(
                user=karin, goal=aim.pk, measured_on=day, source="NTU",
                **said,  # type: ignore[arg-type]
            )  # fmt: skip


def test_the_database_itself_refuses_what_is_closed_without_a_day(
    karin: User, made: Promise
) -> None:
    row = activity(karin, made, problem(karin, made))
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=row.pk).update(state=ActivityState.DONE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=row.pk).update(indicator="", why_no_indicator="")


def test_statements_do_not_grow_with_the_promises(
    karin: User, ostersund: Town, django_assert_num_queries: Any
) -> None:
    rows = [promise(karin, ostersund, title=f"Löfte {n}") for n in range(6)]
    for row in rows:
        aim = goal(karin, row)
        baseline(karin, aim)
        activity(karin, row, problem(karin, row))
    with django_assert_num_queries(4):
        assert len(standings_of(rows, ENDS)) == 6


@pytest.mark.parametrize(
    "said",
    [
        {"begins_on": date(1, 1, 1)},
        {"begins_on": date(9999, 1, 1), "ends_on": date(9999, 12, 31)},
    ],
)
def test_a_promise_of_a_far_day_is_a_slip_of_the_pen(
    karin: User, ostersund: Town, said: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        promise(karin, ostersund, **said)


def test_who_only_reads_sets_no_goal_no_baseline_and_no_number(
    karin: User, petra: User, made: Promise
) -> None:
    aim = goal(karin, made)
    with pytest.raises(NotAllowed):
        goal(petra, made)
    with pytest.raises(NotAllowed):
        baseline(petra, aim)
    with pytest.raises(NotAllowed):
        note_reading(
            user=petra, goal=aim.pk, measured_on=clock.today(), value=0.3, source="NTU"
        )


def test_another_source_is_of_a_day_that_has_been_and_names_nobody(
    karin: User, made: Promise, sten: User, petra: User
) -> None:
    row, day = problem(karin, made), clock.today()
    for words, dated_on in (
        ("Sagt", day + timedelta(days=1)), ("Kalle 19800101-1234", day),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            add_source(
                user=karin, problem=row.pk,
                source=Source(SourceKind.WALK, words, dated_on),
            )  # fmt: skip
    good = Source(SourceKind.WALK, "Vandringen", day)
    with pytest.raises(NotFound):
        add_source(user=sten, problem=row.pk, source=good)
    with pytest.raises(NotAllowed):  # sees it, and does not keep it
        add_source(user=petra, problem=row.pk, source=good)
    add_source(user=karin, problem=row.pk, source=good)
    assert row.sources.count() == 2
