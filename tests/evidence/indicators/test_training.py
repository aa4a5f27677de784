from datetime import date

import pytest

from accounts.models import Agency
from evidence.indicators.figure import Figure
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.rules.period import half_year
from inspections.models import HeadCount, Section
from inspections.services.projection import differs_from_log
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


def on_duty(section: Section, agency: Agency | None = None) -> Figure:
    night = section.visit.night
    whose = agency or section.agency
    assert whose is not None
    measure = REGISTRY["KT2"].measure
    return measure.figure(Scope(whose, half_year(night), date(2030, 1, 1)))


def sealed(story: Story, *counts: dict[str, object]) -> Section:
    story.start()
    for count in counts:
        story.write("counted", count, "common")
    story.answer_the_rest().finish().send()
    return story.seal()


def test_the_last_count_of_a_visit_is_what_counts(story: Story) -> None:
    section = sealed(
        story,
        {"serving": 6, "trained": 2},
        {"guests": 90},
        {"serving": 5, "trained": 4},
    )
    figure = on_duty(section)
    assert (figure.counted, figure.among) == (4, 5)
    assert not differs_from_log(section)


def test_nothing_is_counted_before_the_seal(story: Story) -> None:
    story.start()
    story.write("counted", {"serving": 6, "trained": 2}, "common")
    story.answer_the_rest().finish().send()
    assert not HeadCount.objects.exists()


@pytest.mark.parametrize(
    "count", [{"guests": 3}, {"serving": 4}, {"serving": 2, "trained": 3}]
)
def test_what_cannot_be_asked_is_no_fact(
    story: Story, count: dict[str, object]
) -> None:
    section = sealed(story, count)
    assert not HeadCount.objects.filter(serving__isnull=False).exists()
    assert HeadCount.objects.exists() == ("guests" in count)
    assert on_duty(section).value is None
    assert not differs_from_log(section)


def test_each_agency_counts_a_joint_visit_once(
    story: Story, police_story: Story
) -> None:
    story.start()
    story.write("counted", {"serving": 6, "trained": 2}, "common")
    story.answer_the_rest().finish().send()
    police_story.join(story.visit)
    police_story.write("joined", {"officer": str(police_story.officer.pk)}, "common")
    police_story.answer_the_rest().finish().send()
    section = story.seal()
    police_story.seal()
    assert HeadCount.objects.count() == 2
    for agency in Agency.objects.filter(code__in=["licensing", "police"]):
        figure = on_duty(section, agency)
        assert (figure.counted, figure.among) == (2, 6)
