"""Approved by both, published on its day, sent back or told anew."""

from datetime import date
from typing import Any

import pytest

from accounts.models import Role, User
from core.errors import Invalid, NotAllowed, WrongState
from promises.models import (
    FollowUpState,
    Promise,
)
from promises.queries.follow_ups import published
from promises.services.follow_up_approval import (
    approve_follow_up,
    publish_follow_ups,
    return_follow_up,
)
from promises.services.follow_ups import (
    freeze_follow_up,
)
from tests.conftest import Town, make_person
from tests.promises.follow_up import approve, begun, frozen

pytestmark = pytest.mark.django_db


def test_with_both_parties_word_it_is_published_on_its_day_and_not_before(
    july: Any, karin: User, chief: User, ostersund: Town, made: Promise
) -> None:
    row = frozen(karin, ostersund, made)
    approve(row, karin)
    assert publish_follow_ups() == 0
    approve(row, chief)
    row.refresh_from_db()
    assert row.state == FollowUpState.APPROVED
    assert publish_follow_ups() == 0
    july.move_to("2026-08-14T23:59:00+02:00")
    assert publish_follow_ups() == 0
    july.move_to("2026-08-15T00:00:10+02:00")
    assert publish_follow_ups() == 1
    assert publish_follow_ups() == 0
    assert published(ostersund.municipality).get().published_at is not None


def test_what_is_no_longer_what_was_approved_is_never_published(
    july: Any, karin: User, chief: User, ostersund: Town, made: Promise
) -> None:
    row = frozen(karin, ostersund, made)
    approve(row, karin, chief)
    row.refresh_from_db()
    assert row.content is not None
    row.content["promises"][0]["status"] = "kept"
    row.save()
    july.move_to("2026-08-15T12:00:00+02:00")
    with pytest.raises(RuntimeError):
        publish_follow_ups()
    assert not published(ostersund.municipality).exists()


def test_one_person_or_one_party_is_not_both(
    karin: User, chief: User, petra: User, ines: User, ostersund: Town, made: Promise
) -> None:
    row = frozen(karin, ostersund, made)
    for nobody in (petra, ines):  # they see it, and speak for neither
        with pytest.raises(NotAllowed):
            approve(row, nobody)
    second = make_person("Klara", ostersund, "licensing", Role.COORDINATOR)
    approve(row, karin)
    with pytest.raises(WrongState):
        approve(row, second)
    # Also who has a role with both gives one word alone.
    karin.memberships.create(
        municipality=ostersund.municipality, agency=ostersund.agencies["police"],
        role=Role.POLICE_APPROVER, started_on="2020-01-01",
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        approve(row, karin)
    approve(row, chief)
    assert row.approvals.count() == 2


def test_the_fire_service_speaks_for_neither_party(
    karin: User, ostersund: Town, made: Promise
) -> None:
    row = frozen(karin, ostersund, made)
    other = make_person("Frans", ostersund, "fire", Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        approve(row, other)


def test_who_has_read_another_version_approves_nothing(
    karin: User, ostersund: Town, made: Promise
) -> None:
    row = frozen(karin, ostersund, made)
    with pytest.raises(WrongState):
        approve_follow_up(user=karin, follow_up=row.pk, fingerprint="0" * 64)
    assert not row.approvals.exists()


def test_sent_back_it_stays_and_is_written_anew_with_a_reason(
    july: Any, karin: User, chief: User, ostersund: Town, made: Promise
) -> None:
    row = frozen(karin, ostersund, made)
    approve(row, karin)
    with pytest.raises(Invalid):
        return_follow_up(user=chief, follow_up=row.pk, reason=" ")
    return_follow_up(user=chief, follow_up=row.pk, reason="Siffran för kvinnor saknas")
    with pytest.raises(WrongState):
        approve(row, chief)
    with pytest.raises(Invalid):
        begun(karin, ostersund)
    second = begun(karin, ostersund, reason="Kvinnor och män var för sig")
    assert (second.revision, second.words.get().next_step) == (
        2,
        "Två vandringar i höst.",
    )
    again = freeze_follow_up(user=karin, follow_up=second.pk)
    assert again.content is not None
    assert again.content["reason"] == ""  # the public has read nothing yet
    approve(again, karin, chief)
    row.refresh_from_db()
    assert (row.state, row.approvals.count()) == (FollowUpState.RETURNED, 1)


def test_what_was_published_wrongly_is_told_anew_and_both_stay(
    july: Any, karin: User, chief: User, ostersund: Town, made: Promise
) -> None:
    row = frozen(karin, ostersund, made)
    approve(row, karin, chief)
    july.move_to("2026-08-15T12:00:00+02:00")
    publish_follow_ups()
    with pytest.raises(WrongState):
        return_follow_up(user=chief, follow_up=row.pk, reason="För sent")
    second = frozen(karin, ostersund, made, reason="Fel tal", due_on=date(2026, 8, 15))
    approve(second, karin, chief)
    assert publish_follow_ups() == 1
    told = list(published(ostersund.municipality))
    assert [(one.revision, one.reason) for one in told] == [(2, "Fel tal"), (1, "")]
