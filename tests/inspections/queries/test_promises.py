from datetime import date, timedelta

import pytest

from core import clock
from inspections.models import Section
from inspections.queries.promises import promises_of
from tests.conftest import Town
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


def test_a_protocol_is_late_after_its_promised_day(
    story: Story, ostersund: Town
) -> None:
    story.start().answer("ALK-03")
    story.send()
    agency = ostersund.agencies["licensing"].pk
    (one,) = promises_of([agency], date(2026, 11, 22), 10)
    assert not one.is_late
    (one,) = promises_of([agency], one.promised_on + timedelta(days=1), 10)
    assert one.is_late
    Section.objects.update(
        sealed_at=clock.now(), sealed_by=story.officer, seal="a" * 64
    )
    assert promises_of([agency], date(2026, 11, 22), 10) == []


def test_answers_that_differ_are_counted_until_one_is_struck_out(
    story: Story, ostersund: Town
) -> None:
    agency = ostersund.agencies["licensing"].pk
    story.start().answer("ALK-03", "ok")
    other = story.answer("ALK-03", "not_checked")
    story.send()
    (one,) = promises_of([agency], date(2026, 11, 22), 10)
    assert one.conflicts == 1
    story.write("retracted", {"entry": other.id, "reason": "Fel rad"})
    story.send()
    (one,) = promises_of([agency], date(2026, 11, 22), 10)
    assert one.conflicts == 0
