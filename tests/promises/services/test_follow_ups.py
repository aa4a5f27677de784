"""A follow-up: written, frozen, approved by both, published on its day, told anew."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.models import Role, User
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from promises.models import (
    ActivityNote,
    ActivityState,
    FollowUp,
    FollowUpState,
    Promise,
)
from promises.queries.follow_ups import published
from promises.services.activities import note_activity
from promises.services.follow_ups import (
    approve_follow_up,
    begin_follow_up,
    change_follow_up,
    freeze_follow_up,
    publish_follow_ups,
    return_follow_up,
    write_of_promise,
)
from promises.services.goals import note_reading
from tests.conftest import Town, make_person
from tests.promises.town import activity, goal, problem, promise

pytestmark = pytest.mark.django_db
JULY = "2026-07-20T10:00:00+02:00"
LAST = date(2026, 6, 30)


@pytest.fixture
def july() -> Any:
    with time_machine.travel(JULY, tick=False) as now:
        yield now


@pytest.fixture
def made(july: Any, karin: User, ostersund: Town) -> Promise:
    return promise(karin, ostersund)


@pytest.fixture
def chief(ostersund: Town) -> User:
    return make_person("Polischefen", ostersund, "police", Role.POLICE_APPROVER)


def begun(karin: User, town: Town, **said: Any) -> FollowUp:
    return begin_follow_up(
        user=karin, municipality=town.municipality,
        **{
            "last": LAST, "due_on": date(2026, 8, 15), "contact": "trygghet@example.test",
            **said,
        },
    )  # fmt: skip


def frozen(karin: User, town: Town, of: Promise, **said: Any) -> FollowUp:
    row = begun(karin, town, **said)
    write_of_promise(
        user=karin, follow_up=row.pk, promise=of.pk,
        came="Två av fyra vandringar blev av; två föll på sjukdom.",
        next_step="Två vandringar i höst.",
    )  # fmt: skip
    return freeze_follow_up(user=karin, follow_up=row.pk)


def approve(row: FollowUp, *people: User) -> None:
    for one in people:
        approve_follow_up(user=one, follow_up=row.pk, fingerprint=row.fingerprint)


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
