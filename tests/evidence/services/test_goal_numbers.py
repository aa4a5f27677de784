"""A goal whose number is a published figure."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import User
from core.errors import NotAllowed, NotFound
from evidence.models import FrozenFigure, Publication
from evidence.services.goal_numbers import figures_for, note_figure
from promises.models import Goal, GoalReading, Unit
from tests.conftest import Town
from tests.promises.town import goal, promise

pytestmark = pytest.mark.django_db
H1 = (date(2026, 1, 1), date(2026, 6, 30))


def published(
    town: Town, by: User, agency: str = "licensing", **said: object
) -> FrozenFigure:
    revision = int(str(said.pop("revision", 1)))
    row = Publication.objects.create(
        agency=town.agencies[agency], kind="half_year", first=H1[0], last=H1[1],
        revision=revision, reason="rättad" if revision > 1 else "", code_version="x",
        fingerprint="0" * 64, published_at=datetime(2026, 7, 1, tzinfo=UTC),
        published_by=by,
    )  # fmt: skip
    return FrozenFigure.objects.create(
        publication=row, version=1,
        **{"indicator": "KI7", "value": 0.25, "counted": 10, "among": 40, **said},
    )  # fmt: skip


@pytest.fixture
def aim(karin: User, ostersund: Town) -> Goal:
    return goal(karin, promise(karin, ostersund), indicator="KI7")


def test_a_published_figure_becomes_the_number_with_its_source(
    karin: User, ostersund: Town, aim: Goal
) -> None:
    row = published(ostersund, karin)
    note_figure(user=karin, goal=aim, figure=row.pk)
    told = GoalReading.objects.get()
    assert (told.value, told.measured_on) == (0.25, H1[1])
    assert told.source.startswith("KI7, första halvåret 2026, ")
    assert told.source.endswith("publicerade nyckeltal 1")


def test_of_a_period_the_last_revision_alone_is_offered(
    karin: User, ostersund: Town, aim: Goal
) -> None:
    first = published(ostersund, karin)
    second = published(ostersund, karin, revision=2, value=0.3)
    assert figures_for(karin, aim) == [second]
    with pytest.raises(NotFound):
        note_figure(user=karin, goal=aim, figure=first.pk)


@pytest.mark.parametrize(
    ("code", "counted", "among", "is_offered"),
    [
        ("KI7", 0, 5, True), ("KI7", 4, 10, True), ("KI7", 0, 4, False),
        # Of people neither those who did nor those who did not may be few.
        ("KT5", 5, 10, True), ("KT5", 4, 10, False), ("KT5", 8, 10, False),
        ("KT5", 0, 10, False), ("KT5", 10, 10, False),
    ],
)  # fmt: skip
def test_what_could_tell_of_somebody_is_not_offered(
    karin: User, ostersund: Town, aim: Goal, code: str, counted: int, among: int,
    is_offered: bool,
) -> None:  # fmt: skip
    Goal.objects.update(indicator=code)
    aim.refresh_from_db()
    published(
        ostersund, karin, counted=counted, among=among, value=counted / among,
        indicator=code,
    )  # fmt: skip
    assert bool(figures_for(karin, aim)) is is_offered


def test_the_police_s_figures_are_not_the_licensing_unit_s_to_tell(
    karin: User, petra: User, sten: User, ostersund: Town, aim: Goal
) -> None:
    row = published(ostersund, karin, "police")
    assert figures_for(karin, aim) == []
    assert figures_for(sten, aim) == []
    with pytest.raises(NotFound):
        note_figure(user=karin, goal=aim, figure=row.pk)
    with pytest.raises(NotAllowed):  # sees the figure, and keeps no promises
        note_figure(user=petra, goal=aim, figure=row.pk)


def test_a_share_tells_of_no_number_and_no_figure_of_nothing(
    karin: User, ostersund: Town, aim: Goal
) -> None:
    published(ostersund, karin)
    for said in (
        {"unit": Unit.NUMBER, "target": 3, "indicator": "KI7"}, {"indicator": ""},
        {"indicator": "KI1"},
    ):  # fmt: skip
        other = goal(karin, aim.promise, **said)
        assert figures_for(karin, other) == []
