import pytest

from accounts.models import Agency, User
from core import clock
from core.errors import Invalid, NotFound
from core.models import Letter
from portal.models import NotificationKind
from portal.services.notifying import confirm, notify, send_back
from training.models import Employment, Person, StaffRole
from venues.models import Holder, ServingManager, Venue

MANAGER = NotificationKind.SERVING_MANAGER


@pytest.fixture
def bo(venue: Venue, holder: Holder) -> Employment:
    person = Person.objects.create(
        municipality=venue.municipality, name="Bo Påhitt", made_at=clock.now()
    )
    return Employment.objects.create(
        person=person, venue=venue, holder=holder, role=StaffRole.SERVING_MANAGER,
        started_on="2026-01-01", consented_on="2026-01-01",
    )  # fmt: skip


def said(venue: Venue, vera: User, bo: Employment, **more: object) -> object:
    return notify(
        user=vera, venue=venue.pk, kind=MANAGER, from_on=clock.today(),
        employment=bo.pk, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_serving_manager_may_serve_at_once_where_the_unit_says_so(
    venue: Venue, vera: User, bo: Employment
) -> None:
    row = said(venue, vera, bo)
    assert ServingManager.objects.get().name == "Bo Påhitt"
    letter = Letter.objects.get(to=vera.email)
    assert str(row.pk) in letter.key
    with pytest.raises(Invalid):
        said(venue, vera, bo)


def test_else_when_it_is_confirmed_and_once(
    venue: Venue, vera: User, karin: User, bo: Employment
) -> None:
    Agency.objects.update(manager_at_once=False)
    row = said(venue, vera, bo)
    assert not ServingManager.objects.exists()
    with pytest.raises(Invalid):
        said(venue, vera, bo)
    confirm(user=karin, notification=row.pk)
    assert ServingManager.objects.get().notified_on == clock.today()


def test_what_is_sent_back_ends_what_it_began(
    venue: Venue, vera: User, karin: User, bo: Employment
) -> None:
    row = said(venue, vera, bo)
    with pytest.raises(Invalid):
        send_back(user=karin, notification=row.pk, reason="")
    send_back(user=karin, notification=row.pk, reason="Under 20 år")
    assert ServingManager.objects.get().ended_on == clock.today()


def test_a_manager_who_leaves_is_ended_in_the_register(
    venue: Venue, vera: User, bo: Employment
) -> None:
    said(venue, vera, bo)
    notify(
        user=vera, venue=venue.pk, kind=NotificationKind.MANAGER_LEAVES,
        from_on=clock.today(), employment=bo.pk,
    )  # fmt: skip
    assert ServingManager.objects.get().ended_on == clock.today()


def test_a_change_needs_words_and_another_venue_is_not_theirs(
    venue: Venue, vera: User, ines: User
) -> None:
    asked = {
        "venue": venue.pk,
        "kind": NotificationKind.OWNERS,
        "from_on": clock.today(),
    }
    with pytest.raises(Invalid):
        notify(user=vera, **asked)
    with pytest.raises(NotFound):
        notify(user=ines, text="Ny styrelse", **asked)
    assert notify(user=vera, text="Ny styrelse", **asked).state == "sent"


def test_who_was_sent_back_and_is_notified_again_is_in_the_register_again(
    venue: Venue, vera: User, karin: User, bo: Employment
) -> None:
    send_back(
        user=karin,
        notification=said(venue, vera, bo).pk,
        reason="Fel dag",  # type: ignore[attr-defined]
    )
    said(venue, vera, bo)
    assert ServingManager.objects.filter(ended_on=None).count() == 1


def test_a_leave_that_is_sent_back_did_not_happen(
    venue: Venue, vera: User, karin: User, bo: Employment
) -> None:
    said(venue, vera, bo)
    row = notify(
        user=vera, venue=venue.pk, kind=NotificationKind.MANAGER_LEAVES,
        from_on=clock.today(), employment=bo.pk,
    )  # fmt: skip
    send_back(user=karin, notification=row.pk, reason="Fel person")
    assert ServingManager.objects.get().ended_on is None
