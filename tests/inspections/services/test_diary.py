from uuid import UUID

import pytest

from accounts.models import User
from core.errors import NotFound, WrongState
from inspections.documents.protocol_pdf import protocol_pdf
from inspections.models import Section
from inspections.services.diary import note_diary_number
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


def test_each_section_bears_its_own_diary_number_into_the_protocol(
    story: Story, petra: User
) -> None:
    story.start().answer_the_rest().finish().send()
    visit = UUID(story.visit)
    note_diary_number(
        user=story.officer, visit=visit, code="licensing", number=" ALK-2026-17 "
    )
    with pytest.raises(NotFound):
        note_diary_number(user=petra, visit=visit, code="licensing", number="X")
    story.seal()

    section = Section.objects.get(visit=visit, code="licensing")
    assert section.diary_number == "ALK-2026-17"
    assert protocol_pdf(section, language="sv").startswith(b"%PDF")
    with pytest.raises(WrongState):
        note_diary_number(
            user=story.officer, visit=visit, code="licensing", number="ALK-2026-18"
        )
