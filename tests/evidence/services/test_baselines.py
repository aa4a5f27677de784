from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import Role, User
from core import clock
from core.errors import Invalid, NotAllowed
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.indicators.telling import Told, since_baseline, told
from evidence.models import Baseline, PeriodKind
from evidence.queries.baselines import baselines_in_force, baselines_of
from evidence.rules.change import ChangeKind
from evidence.rules.period import year
from evidence.services.baselines import set_baseline
from tests.conftest import Town, make_person

pytestmark = pytest.mark.django_db
KI1, KI3 = REGISTRY["KI1"], REGISTRY["KI3"]


def put(
    user: User, town: Town, value: float, code: str = "KI1", **said: str
) -> Baseline:
    return set_baseline(
        user=user, agency=town.agencies["licensing"], indicator=REGISTRY[code],
        value=value,
        **{"kind": PeriodKind.YEAR, "of": "2020", "source": "Årsrapport",
           "why": "första hela året", **said},
    )  # fmt: skip


def test_the_latest_is_in_force_and_the_earlier_stays_with_its_reason(
    karin: User, ostersund: Town
) -> None:
    put(karin, ostersund, 0.1, why="vandringen 2020", caveat="tom stad, pandemi")
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        put(karin, ostersund, 0.4, of="2022", why="2020 visade en tom stad")
    put(karin, ostersund, 0.2, kind=PeriodKind.HALF_YEAR, of="2020H1")
    agency = ostersund.agencies["licensing"]
    found = {key: row.of for key, row in baselines_in_force(agency).items()}
    assert found == {("KI1", "year"): "2022", ("KI1", "half_year"): "2020H1"}
    assert {(one.of, one.caveat) for one in baselines_of(agency, "KI1")} == {
        ("2022", ""), ("2020", "tom stad, pandemi"), ("2020H1", ""),
    }  # fmt: skip
    assert baselines_in_force(ostersund.agencies["police"]) == {}


@pytest.mark.parametrize(
    ("code", "value"), [("KI1", -0.1), ("KI1", 1.01), ("KI3", -1), ("KS1", 0.2)]
)
def test_a_value_that_cannot_be_is_refused(
    karin: User, ostersund: Town, code: str, value: float
) -> None:
    with pytest.raises(Invalid):
        put(karin, ostersund, value, code)
    assert not Baseline.objects.exists()


def test_a_time_that_the_indicator_is_not_meant_for_is_refused(
    karin: User, ostersund: Town
) -> None:
    with pytest.raises(Invalid):
        put(karin, ostersund, 1, "KI20" if REGISTRY["KI20"].shown else "KI15",
            kind=PeriodKind.HALF_YEAR)  # fmt: skip


@pytest.mark.parametrize("said", [{"why": " "}, {"source": "-"}])
def test_a_baseline_without_reason_or_source_is_none(
    karin: User, ostersund: Town, said: dict[str, str]
) -> None:
    with pytest.raises(Invalid):
        put(karin, ostersund, 0.2, **said)


def test_only_who_leads_sets_one(ines: User, sten: User, ostersund: Town) -> None:
    colleague = make_person("Pelle", ostersund, "police", Role.COORDINATOR)
    for user in (ines, sten, colleague):
        with pytest.raises(NotAllowed):
            put(user, ostersund, 0.2)


def test_shares_change_in_points_counts_in_per_cent_and_a_new_definition_breaks(
    karin: User, ostersund: Town
) -> None:
    share, count = put(karin, ostersund, 0.25), put(karin, ostersund, 4, "KI3")
    scope = Scope(
        ostersund.agencies["licensing"], year(date(2025, 1, 1)), clock.today()
    )
    now = told(KI3, scope)[""]
    assert since_baseline(KI3, count, now).by == -100  # from four to none
    figure = replace(now.figure, value=0.4)
    change = since_baseline(KI1, share, Told(figure, KI1.version))
    assert (change.kind, round(change.by or 0)) == (ChangeKind.POINTS, 15)
    newer = since_baseline(KI1, share, Told(figure, KI1.version + 1))
    assert newer.kind is ChangeKind.BROKEN
    nothing = replace(now.figure, value=None)
    assert since_baseline(KI1, share, Told(nothing, 1)).kind is ChangeKind.NONE
