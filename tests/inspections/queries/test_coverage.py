from datetime import date

import pytest
from django.core.cache import cache

from inspections.queries import coverage
from inspections.queries.coverage import standing_of
from tests.conftest import Town
from tests.inspections.story import Story
from venues.models import Venue

pytestmark = pytest.mark.django_db


def test_coverage_counts_venues_and_names_who_waits_longest(
    story: Story, ostersund: Town
) -> None:
    agency = ostersund.agencies["licensing"]
    Venue.objects.create(
        municipality=ostersund.municipality, name="Glömda Hörnet",
        started_on=date(2019, 3, 1),
    )  # fmt: skip
    Venue.objects.create(
        municipality=ostersund.municipality, name="Stängt", started_on=date(2010, 1, 1),
        ended_on=date(2020, 1, 1),
    )  # fmt: skip
    story.start().answer_the_rest().finish().send()

    standing = standing_of(agency, date(2026, 11, 22))
    assert (standing.visited, standing.venues, standing.overdue) == (1, 2, 1)
    assert (standing.oldest_name, standing.oldest_is_unseen) == ("Glömda Hörnet", True)
    assert standing.soonest[0].name == "Glömda Hörnet"
    police = standing_of(ostersund.agencies["police"], date(2026, 11, 22))
    assert police.visited == 0


def test_a_seal_is_counted_at_once_though_counts_are_kept(
    story: Story, ostersund: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage, "KEPT_SECONDS", 60)
    agency, today = ostersund.agencies["licensing"], date(2026, 11, 22)
    cache.delete(f"standing:{agency.pk}:{today}")
    cache.delete(f"standing:{agency.pk}:{today}:counting")
    story.start().answer_the_rest("ALK-08")
    story.find("ALK-08", "En berusad gäst serverades", follow_up="F4")
    assert standing_of(agency, today).visited == 0
    story.finish().send()
    assert standing_of(agency, today).visited == 0  # kept: nothing is sealed yet
    story.seal()
    after = standing_of(agency, today)
    assert (after.visited, len(after.to_put_right)) == (1, 1)
    cache.delete(f"standing:{agency.pk}:{today}")
    cache.delete(f"standing:{agency.pk}:{today}:counting")
