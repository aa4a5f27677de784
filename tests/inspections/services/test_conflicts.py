from uuid import UUID

import pytest

from accounts.models import User
from core.errors import Invalid, NotFound, WrongState
from inspections.models import Section
from inspections.queries.sections import gaps_of, section_log
from inspections.rules.completeness import Missing
from inspections.services.conflicts import settle_conflict
from inspections.services.verification import verify_everything
from tests.conftest import Town, enrol
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def torn(story: Story, ines: User, ostersund: Town) -> Story:
    """Two tablets that answered one item differently."""
    story.start().answer_the_rest().finish().send()
    other = Story(
        enrol(ines, ostersund.agencies["licensing"]), ines, story.venue, story.at
    )
    other.join(story.visit)
    other.find("ALK-08", "En berusad gäst serverades")
    other.tablet.close(other.at, other.visit)
    other.send()
    return story


def licensing(story: Story) -> Section:
    return Section.objects.select_related("visit", "agency").get(
        visit=story.visit, code="licensing"
    )


def test_the_chosen_answer_stands_with_its_finding_and_both_stay(
    torn: Story, karin: User
) -> None:
    log = section_log(licensing(torn))
    assert log.fold.conflicts == ("ALK-08",)
    first, second = log.fold.items["ALK-08"].answers
    chosen = next(
        one.id
        for one in log.fold.timeline
        if one.id in {first, second} and (one.payload or {})["value"] == "finding"
    )
    settle_conflict(
        user=karin, visit=UUID(torn.visit), code="licensing", item="ALK-08",
        answer=UUID(chosen), reason="Båda såg det till slut",
    )  # fmt: skip

    log = section_log(licensing(torn))
    state = log.fold.items["ALK-08"]
    assert (state.value, len(state.findings)) == ("finding", 1)
    assert {first, second} <= {one.id for one in log.fold.timeline}
    # The desk was not there: it need not close, and counts as no second officer.
    assert {gap.code for gap in gaps_of(log)} == set()
    torn.seal()
    assert verify_everything().fault is None


def test_only_a_standing_answer_can_be_chosen_by_the_agency_before_the_seal(
    torn: Story, karin: User, petra: User
) -> None:
    visit = UUID(torn.visit)
    asked = {"visit": visit, "code": "licensing", "reason": "För att"}
    with pytest.raises(Invalid):
        settle_conflict(
            user=karin, item="ALK-08", answer=UUID(torn.tablet.stream), **asked
        )
    with pytest.raises(WrongState):
        settle_conflict(user=karin, item="ALK-03", answer=visit, **asked)
    with pytest.raises(NotFound):
        settle_conflict(user=petra, item="ALK-08", answer=visit, **asked)
    assert Missing.CONFLICT in {
        gap.code for gap in gaps_of(section_log(licensing(torn)))
    }
