from datetime import date, timedelta

import pytest

from inspections.models import HeadCount, Section
from inspections.queries.on_duty import TrainedOnDuty, trained_on_duty
from inspections.services.projection import differs_from_log
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db
NIGHT = date(2026, 11, 21)


def asked(first: date = NIGHT, last: date = NIGHT) -> TrainedOnDuty:
    return trained_on_duty(Section.objects.all(), first, last)


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
    night = section.visit.night
    assert asked(night, night) == TrainedOnDuty(trained=4, serving=5, visits=1)
    assert not differs_from_log(section)
    later = night + timedelta(days=1)
    assert asked(later, later) == TrainedOnDuty(0, 0, 0)


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
    assert not differs_from_log(section)


def test_a_joint_visit_is_one_visit(story: Story, police_story: Story) -> None:
    story.start()
    story.write("counted", {"serving": 6, "trained": 2}, "common")
    story.answer_the_rest().finish().send()
    police_story.join(story.visit)
    police_story.write("joined", {"officer": str(police_story.officer.pk)}, "common")
    police_story.answer_the_rest().finish().send()
    section = story.seal()
    police_story.seal()
    assert HeadCount.objects.count() == 2
    night = section.visit.night
    assert asked(night, night) == TrainedOnDuty(trained=2, serving=6, visits=1)
    for agency in ("licensing", "police"):
        alone = Section.objects.filter(agency__code=agency)
        assert trained_on_duty(alone, night, night).visits == 1
