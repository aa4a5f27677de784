from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from core.models import Letter
from situation.models import Cycle, Reporter
from situation.services.cycles import move_cycle, share_picture
from situation.services.reminders import remind_reporters
from situation.services.reporters import end_reporter
from situation.services.reports import tell_nothing
from tests.conftest import Town
from tests.situation.town import report, reporter

pytestmark = pytest.mark.django_db


def asked() -> list[str]:
    return sorted(
        Letter.objects.filter(key__startswith="report-asked").values_list(
            "to", flat=True
        )
    )


def test_who_has_told_nothing_is_asked_on_the_last_day_and_when_it_is_due(
    november: Any, who: Reporter, karin: User, ostersund: Town
) -> None:
    others = [
        reporter(karin, ostersund, email=f"{name}@example.test")
        for name in ("berattat", "tyst", "slutat")
    ]
    report(others[0])
    tell_nothing(reporter=others[1])
    end_reporter(user=karin, reporter=others[2].pk)
    assert remind_reporters() == 0  # the cycle goes on
    november.move_to("2026-11-15T08:00:00+01:00")
    remind_reporters()
    remind_reporters()
    assert asked() == ["est@example.test"]
    november.move_to("2026-11-16T08:00:00+01:00")
    remind_reporters()
    assert asked() == ["est@example.test"] * 2
    letter = Letter.objects.filter(key__startswith="report-asked").latest("pk")
    assert "2026-11-16" in letter.subject
    assert "12:00" in letter.text
    november.move_to("2026-11-16T12:00:00+01:00")  # too late to ask
    assert remind_reporters() == 0


def test_between_the_last_day_and_the_hour_nobody_is_asked_again(
    november: Any, who: Reporter, karin: User, cycle: Cycle
) -> None:
    move_cycle(
        user=karin, cycle=cycle.pk, due_at=cycle.due_at + timedelta(days=2),
        meets_at=cycle.meets_at + timedelta(days=2),
    )  # fmt: skip
    november.move_to("2026-11-17T08:00:00+01:00")
    assert remind_reporters() == 0
    november.move_to("2026-11-18T08:00:00+01:00")
    assert remind_reporters() == 1


def test_who_stopped_after_the_cycle_is_not_asked(
    november: Any, who: Reporter, karin: User
) -> None:
    november.move_to("2026-11-16T08:00:00+01:00")
    end_reporter(user=karin, reporter=who.pk)
    assert remind_reporters() == 0


def test_once_the_picture_is_shared_nobody_is_asked(
    november: Any, who: Reporter, karin: User, cycle: Cycle
) -> None:
    november.move_to("2026-11-16T08:00:00+01:00")
    share_picture(user=karin, cycle=cycle.pk)
    assert remind_reporters() == 0
