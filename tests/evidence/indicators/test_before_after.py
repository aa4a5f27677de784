from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from accounts.models import User
from evidence.indicators.before_after import before_after
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.rules.period import year
from inspections.models import Section, Tip, Visit
from tests.conftest import Town
from venues.models import Venue

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def seen(town: Town, venue: Venue, checklist: str, night: date, who: str) -> None:
    """A sealed visit, of one agency or of the police with it."""
    at = datetime.combine(night, datetime.min.time(), UTC) + timedelta(hours=21)
    visit = Visit.objects.create(
        id=uuid4(), municipality=town.municipality, venue=venue, kind="outer",
        checklist_id=checklist, started_by=uuid4(), started_at=at, night=night,
    )  # fmt: skip
    for code in who.split():
        Section.objects.create(
            visit=visit, code=code, venue=venue, agency=town.agencies[code],
            visited_on=night, sealed_at=at, seal="0" * 64,
            sealed_by=User.objects.first(),
        )  # fmt: skip


def test_joint_visits_after_a_measure_stand_beside_those_of_the_same_months(
    ostersund: Town, venue: Venue, checklist: str, ines: User
) -> None:
    joint, alone = "licensing police", "licensing"
    for night, who in (
        ("2024-04-05", joint), ("2024-05-03", alone), ("2024-09-30", alone),
        ("2024-10-01", joint),  # after those months
        ("2025-03-07", joint),  # the month of the measure itself
        ("2025-04-04", joint), ("2025-04-05", joint), ("2025-09-30", joint),
        ("2025-08-08", alone),
    ):  # fmt: skip
        seen(ostersund, venue, checklist, date.fromisoformat(night), who)
    scope = Scope(ostersund.agencies["licensing"], year(TODAY), TODAY)
    found = before_after(REGISTRY["KI5"], scope, date(2025, 3, 14))
    assert found is not None
    assert (found.before.counted, found.before.among) == (1, 3)
    assert (found.after.counted, found.after.among) == (3, 4)
    assert found.ratio is not None
    assert round(found.ratio.value, 2) == 2.25
    assert found.ratio.interval is not None
    assert found.ratio.interval.low < 1 < found.ratio.interval.high
    counted = before_after(REGISTRY["KI4"], scope, date(2025, 3, 14))
    assert counted is not None
    assert counted.ratio is not None
    assert counted.ratio.value == 3


def test_what_came_of_the_earlier_time_is_followed_no_longer_than_the_later(
    ostersund: Town, venue: Venue, checklist: str, ines: User
) -> None:
    """A tip of September 2025 was answered by a visit in January; a year on, a tip of
    September 2026 cannot have been answered by a January that has not been.
    """
    for received_on in ("2025-09-10", "2026-09-10"):
        Tip.objects.create(
            agency=ostersund.agencies["licensing"], venue=venue, source="public",
            received_on=received_on, text="Trängsel", noted_by=ines,
            noted_at=datetime.combine(TODAY, datetime.min.time(), UTC),
        )  # fmt: skip
    seen(ostersund, venue, checklist, date(2026, 1, 15), "licensing")
    scope = Scope(ostersund.agencies["licensing"], year(TODAY), TODAY)
    found = before_after(REGISTRY["KI16"], scope, date(2026, 8, 5))
    assert found is not None
    assert (found.before.value, found.before.waiting) == (None, 1)
    assert (found.after.value, found.after.waiting) == (None, 1)


def test_with_nothing_before_there_is_no_ratio_and_no_fault(ostersund: Town) -> None:
    scope = Scope(ostersund.agencies["licensing"], year(TODAY), TODAY)
    for indicator in REGISTRY.values():
        if indicator.waits or indicator.is_at_cut_off:
            continue
        found = before_after(indicator, scope, date(2025, 3, 14))
        assert found is not None
        assert found.ratio is None
