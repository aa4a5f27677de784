from datetime import date

import pytest
from django.utils.translation import override

from accounts.models import User
from cases.models import Case
from evidence.indicators.scope import Scope
from evidence.indicators.yearly_report import yearly_report
from evidence.rules.period import year
from tests.conftest import Town
from tests.inspections.story import Story
from venues.models import Duration, Licence, Venue

pytestmark = pytest.mark.django_db
TODAY = date(2027, 2, 1)


def answers(town: Town, kind: str = "licensing") -> dict[str, int | None]:
    scope = Scope(town.agencies[kind], year(date(2026, 12, 31)), TODAY)
    with override("en"):
        return {
            f"{group.title}: {one.asked}": one.count
            for group in yearly_report(scope)
            for one in group.answers
        }


def test_a_year_with_a_visit_a_licence_and_a_warning(
    story: Story, venue: Venue, ostersund: Town, karin: User
) -> None:
    for number, (duration, until, first, last) in enumerate(
        [
            (Duration.PERMANENT, 1501, date(2020, 1, 1), None),
            (Duration.TEMPORARY, 1500, date(2026, 3, 1), date(2026, 3, 2)),
            (Duration.TEMPORARY, 1500, date(2025, 3, 1), date(2025, 3, 2)),
        ],
        1,
    ):
        Licence.objects.create(
            venue=venue, version=number, duration=duration, audiences=["public"],
            serving_until_minute=until, valid_from=first, valid_to=last,
        )  # fmt: skip
    story.start()
    story.find("ALK-08", "Märkbart påverkad gäst serverades")
    story.answer_the_rest("ALK-08").finish().send()
    story.seal()
    for number, state in enumerate(("final", "decided"), 1):
        Case.objects.create(
            agency=ostersund.agencies["licensing"], year=2026, number=number, venue=venue,
            party="Påhitt AB", ladder="alcohol", breach_on="2026-11-01", matter="Påhitt",
            opened_on="2026-11-02", opened_by=karin, state=state, measure="varning",
            ground="x", decided_on="2026-12-01",
        )  # fmt: skip
    found = answers(ostersund)
    assert found["Licences on the last day of the year: permanent, the public"] == 1
    assert found["Licences on the last day of the year: temporary, the public"] == 0
    assert (
        found["Licences on the last day of the year: permanent, open after 01:00"] == 1
    )
    assert found["Licences during the year: temporary licences that began"] == 1
    assert found["Supervision: places visited at least once"] == 1
    assert found["Supervision: supervision: outer (on site)"] == 1
    assert found["Supervision: on site, jointly with the police"] == 0
    assert found["Measures decided: varning (warning)"] == 1
    assert found["Measures decided: erinran (reminder)"] == 0
    assert found["The supervision plan: planned: while serving goes on"] == 0
    other = answers(ostersund, "police")
    assert other["Supervision: places visited at least once"] == 0
    assert other["Measures decided: varning (warning)"] == 0


def test_open_at_one_is_not_open_after_one(venue: Venue, ostersund: Town) -> None:
    Licence.objects.create(
        venue=venue, duration=Duration.PERMANENT, audiences=["public"],
        serving_until_minute=1500,
    )  # fmt: skip
    found = answers(ostersund)
    assert (
        found["Licences on the last day of the year: permanent, open after 01:00"] == 0
    )


def test_what_nobody_records_is_never_a_nought(ostersund: Town) -> None:
    found = answers(ostersund)
    for asked in (
        "The supervision plan: hours", "The supervision plan: fees",
        "Licences during the year: applications refused",
        "Other retail and resources: full-time equivalents",
    ):  # fmt: skip
        assert found[asked] is None
