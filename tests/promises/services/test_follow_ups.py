"""A follow-up: begun, written, frozen as it stood on its last day."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from promises.models import (
    ActivityNote,
    ActivityState,
    FollowUp,
    Promise,
)
from promises.queries.follow_ups import published
from promises.services.activities import note_activity
from promises.services.follow_up_approval import (
    publish_follow_ups,
    return_follow_up,
)
from promises.services.follow_ups import (
    change_follow_up,
    freeze_follow_up,
    write_of_promise,
)
from promises.services.goals import note_reading
from tests.conftest import Town
from tests.promises.follow_up import JULY, LAST, approve, begun, frozen
from tests.promises.town import activity, goal, problem, promise

pytestmark = pytest.mark.django_db


def test_what_came_before_or_later_is_not_told_of_the_half_year(
    july: Any, karin: User, ostersund: Town, made: Promise
) -> None:
    answers, aim = problem(karin, made), goal(karin, made)
    planned = {
        title: activity(karin, made, answers, title=title, due_on=date.fromisoformat(due))
        for title, due in (
            ("Förra", "2025-10-01"), ("Klar", "2026-03-01"), ("Försenad", "2026-05-30"),
            ("Sen", "2026-06-30"), ("Kommer", "2026-10-01"),
        )
    }  # fmt: skip
    for title, at in (
        ("Förra", "2025-12-01T10:00:00+01:00"), ("Klar", "2026-05-02T10:00:00+02:00"),
        ("Försenad", JULY), ("Sen", JULY),
    ):  # fmt: skip
        july.move_to(at)
        note_activity(
            user=karin, activity=planned[title].pk, text="Gjort", hours=6,
            state=ActivityState.DONE,
        )  # fmt: skip
    for day, value in ((date(2026, 6, 1), 0.35), (date(2026, 7, 1), 0.31)):
        note_reading(
            user=karin, goal=aim.pk, measured_on=day, value=value, source="NTU"
        )
    content = frozen(karin, ostersund, made).content
    assert content is not None
    (one,) = content["promises"]
    assert [it["title"] for it in one["done"]] == ["Klar"]
    assert [it["title"] for it in one["not_done"]] == ["Försenad", "Sen"]
    assert [it["title"] for it in one["ahead"]] == ["Kommer"]
    assert one["done"][0]["hours"] == 6
    assert one["goals"][0]["reading"]["value"] == 0.35
    # Neither is its standing that of today, when both are done.
    assert one["status"] == "at_risk"
    assert [it["why"] for it in one["reasons"]] == ["no_baseline", "overdue"]


def test_what_is_frozen_is_told_however_the_promise_goes_on(
    july: Any, karin: User, chief: User, ostersund: Town, made: Promise
) -> None:
    row = frozen(karin, ostersund, made)
    Promise.objects.update(title="Något helt annat")
    with pytest.raises(WrongState):
        write_of_promise(
            user=karin,
            follow_up=row.pk,
            promise=made.pk,
            came="Ändrat",
            next_step="Allt",
        )
    with pytest.raises(WrongState):
        freeze_follow_up(user=karin, follow_up=row.pk)
    approve(row, karin, chief)
    july.move_to("2026-08-15T12:00:00+02:00")
    publish_follow_ups()
    told = published(ostersund.municipality).get().content
    assert told is not None
    assert told["promises"][0]["title"] == "Trygghetsvandringar"


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"last": date(2026, 7, 20)}, WrongState),  # not over yet
        ({"due_on": LAST}, Invalid),
        ({"due_on": date(2028, 1, 1)}, Invalid),
        ({"contact": "."}, Invalid),
    ],
)
def test_a_follow_up_is_of_a_half_year_that_is_over(
    karin: User, ostersund: Town, made: Promise, said: Any, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        begun(karin, ostersund, **said)
    assert not FollowUp.objects.exists()


def test_day_and_contact_are_changed_while_it_is_written_and_not_later(
    karin: User, petra: User, ostersund: Town, made: Promise
) -> None:
    row = begun(karin, ostersund)
    terms = {"due_on": date(2026, 8, 20), "contact": "annan@example.test"}
    with pytest.raises(NotAllowed):
        change_follow_up(user=petra, follow_up=row.pk, **terms)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        change_follow_up(user=karin, follow_up=row.pk, due_on=LAST, contact="annan")
    change_follow_up(user=karin, follow_up=row.pk, **terms)  # type: ignore[arg-type]
    write_of_promise(
        user=karin, follow_up=row.pk, promise=made.pk, came="Allt", next_step="Mer"
    )
    row = freeze_follow_up(user=karin, follow_up=row.pk)
    assert row.content is not None
    assert row.content["contact"] == "annan@example.test"
    assert row.due_on == date(2026, 8, 20)
    with pytest.raises(WrongState):
        change_follow_up(user=karin, follow_up=row.pk, **terms)  # type: ignore[arg-type]


def test_where_nothing_was_promised_nothing_is_followed_up(
    july: Any, karin: User, ostersund: Town
) -> None:
    promise(karin, ostersund, begins_on=date(2026, 7, 1), ends_on=date(2027, 6, 30))
    with pytest.raises(Invalid):
        begun(karin, ostersund)


def test_of_a_half_year_one_is_written_at_a_time(
    karin: User, ostersund: Town, made: Promise
) -> None:
    row = begun(karin, ostersund)
    with pytest.raises(WrongState):
        begun(karin, ostersund, reason="en till")
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(
            municipality=ostersund.municipality, first=date(2026, 1, 1), last=LAST,
            revision=2, reason="förbi", due_on=LAST, contact="x", made_by=karin,
            made_at=row.made_at,
        )  # fmt: skip


def test_nothing_is_frozen_while_something_is_unsaid(
    karin: User, ostersund: Town, made: Promise
) -> None:
    row = begun(karin, ostersund)
    with pytest.raises(Invalid, match="Trygghetsvandringar"):
        freeze_follow_up(user=karin, follow_up=row.pk)
    for said in (
        {"came": " ", "next_step": "Mer"}, {"came": "Mycket", "next_step": "."},
        {"came": "Kalle 19800101-1234 klagade", "next_step": "Mer"},
    ):  # fmt: skip
        with pytest.raises(Invalid):
            write_of_promise(user=karin, follow_up=row.pk, promise=made.pk, **said)


def test_a_number_of_somebody_anywhere_in_it_stops_the_freezing_and_is_pointed_at(
    karin: User, ostersund: Town, made: Promise
) -> None:
    """Also what came in when nobody looked yet."""
    done = activity(karin, made, problem(karin, made))
    note_activity(
        user=karin, activity=done.pk, text="Börjat", state=ActivityState.ONGOING
    )
    ActivityNote.objects.update(text="Ring 19800101-1234")
    with pytest.raises(Invalid, match="19800101-1234"):
        frozen(karin, ostersund, made)


def test_a_promise_of_another_time_or_town_is_not_told_of(
    karin: User, sten: User, ostersund: Town, sundsvall: Town, made: Promise
) -> None:
    gone = promise(
        karin, ostersund, begins_on=date(2023, 1, 1), ends_on=date(2025, 12, 31)
    )
    theirs = promise(sten, sundsvall)
    row = begun(karin, ostersund)
    for one in (gone, theirs):
        with pytest.raises(NotFound):
            write_of_promise(
                user=karin,
                follow_up=row.pk,
                promise=one.pk,
                came="Allt",
                next_step="Mer",
            )


def test_another_town_neither_sees_nor_touches_it(
    karin: User, sten: User, ostersund: Town, made: Promise
) -> None:
    row = frozen(karin, ostersund, made)
    with pytest.raises(NotAllowed):
        begun(sten, ostersund)
    for deed in (
        lambda: approve(row, sten),
        lambda: return_follow_up(user=sten, follow_up=row.pk, reason="nej tack"),
        lambda: freeze_follow_up(user=sten, follow_up=row.pk),
    ):
        with pytest.raises(NotFound):
            deed()


def test_nobody_s_name_stands_in_what_is_told(
    karin: User, ostersund: Town, made: Promise
) -> None:
    activity(karin, made, problem(karin, made), owner=karin)
    row = frozen(karin, ostersund, made)
    assert karin.name not in str(row.content)
    # Nor any key of ours: one in some thousands looks like somebody's number.
    assert str(karin.pk) not in str(row.content)
    assert str(made.pk) not in str(row.content)


def test_statements_do_not_grow_with_the_promises(
    karin: User, ostersund: Town, made: Promise, django_assert_max_num_queries: Any
) -> None:
    row = begun(karin, ostersund)
    for number in range(8):
        one = promise(karin, ostersund, title=f"Löfte {number}")
        answers, aim = problem(karin, one), goal(karin, one)
        note_reading(user=karin, goal=aim.pk, measured_on=LAST, value=0.3, source="NTU")
        activity(karin, one, answers)
    for one in Promise.objects.all():
        write_of_promise(
            user=karin, follow_up=row.pk, promise=one.pk, came="Allt", next_step="Mer"
        )
    with django_assert_max_num_queries(22):
        freeze_follow_up(user=karin, follow_up=row.pk)
