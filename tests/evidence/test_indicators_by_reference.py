"""Every indicator is reckoned twice, on random histories of a town."""

import os
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.nights import TimeZoneOfNight
from evidence.indicators.indicator import Indicator, Split
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.models import PeriodKind
from evidence.rules.period import Period, half_year, rolling, year
from evidence.rules.season import seasons
from evidence.services.schemes import FOLDER, publish_scheme
from inspections.models import ChecklistVersion
from tests.conftest import Town
from tests.evidence.history import History
from tests.evidence.reference import Plain, said_by_reference
from training.models import Gender

pytestmark = pytest.mark.django_db
MEASURED = [one for one in REGISTRY.values() if not one.waits]
TODAY = date(2026, 9, 15)


def scopes(indicator: Indicator, town: Town, lot: Random) -> list[Scope]:
    """A few of the scopes that the indicator may be asked for."""
    day = date(
        lot.randint(2024, 2026), lot.choice([1, 3, 6, 9, 12]), lot.randint(1, 28)
    )
    period = lot.choice([half_year, year, rolling])(day)
    agency = lot.choice(list(town.agencies.values()))
    plain = Scope(agency, period, TODAY)
    found = [plain]
    if not indicator.is_at_cut_off and (around := seasons(day, TODAY)) is not None:
        found += [
            replace(plain, period=Period(*days, PeriodKind.ROLLING))
            for days in (around.before, around.after)
        ]
    if Split.ZONE in indicator.splits:
        found.append(replace(plain, zone=lot.choice(list(TimeZoneOfNight))))
    if Split.DRAWN in indicator.splits:
        found.append(replace(plain, is_drawn=True))
    if Split.GENDER in indicator.splits:
        found.append(replace(plain, gender=lot.choice(list(Gender))))
    return found


@pytest.fixture
def checklist() -> ChecklistVersion:
    for path in FOLDER.glob("*.json"):
        publish_scheme(path.read_bytes())
    return ChecklistVersion.objects.create(
        code="PROV-1", name_sv="Prov", name_en="Test", valid_from=date(2020, 1, 1),
        published_at=timezone.now(), source_sha256="0" * 64,
    )  # fmt: skip


@settings(
    max_examples=int(os.environ.get("HISTORIES", "50")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32))
def test_every_indicator_says_what_the_slow_reference_says(
    ostersund: Town, ines: User, karin: User, checklist: ChecklistVersion, seed: int
) -> None:
    lot = Random(seed)
    with transaction.atomic():
        History(lot, ostersund, ines, karin, checklist).happen()
        rows = Plain()
        for indicator in MEASURED:
            for scope in scopes(indicator, ostersund, lot):
                figure = indicator.measure.figure(scope)
                value, counted, among = said_by_reference(indicator.code, scope, rows)
                where = f"{indicator.code} {scope}"
                assert figure.counted == counted, where
                if among is not None:
                    assert figure.among == pytest.approx(among), where
                assert (figure.value is None) == (value is None), where
                if value is not None:
                    assert figure.value == pytest.approx(value), where
        transaction.set_rollback(True)
