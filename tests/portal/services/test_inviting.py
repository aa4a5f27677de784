from datetime import date, timedelta

import pytest

from accounts.models import User
from core import clock
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from core.models import Letter
from portal.models import Invitation
from portal.services.inviting import accept, end_access, invitation_at, invite
from venues.models import Assignment, Holder, Venue, VenueAccess
from venues.queries.access import venues_managed_by, windows_of


def code_in_the_mail(email: str) -> str:
    letter = Letter.objects.filter(to=email).order_by("pk").last()
    assert letter is not None
    return letter.text.split("/venue/welcome/")[1].split("/")[0]


def test_an_invitation_opens_the_venue_once(
    karin: User, venue: Venue, holder: Holder
) -> None:
    invite(user=karin, venue=venue, email="ny@example.test")
    code = code_in_the_mail("ny@example.test")
    assert code not in str(Invitation.objects.values())
    access = accept(code=code, name="Nya Påhitt")
    assert (access.venue, access.holder) == (venue, holder)
    assert venue in venues_managed_by(access.user)
    with pytest.raises(NotFound):
        accept(code=code, name="Igen")


def test_a_new_invitation_ends_the_old_one_and_time_ends_it_too(
    karin: User, venue: Venue, holder: Holder
) -> None:
    invite(user=karin, venue=venue, email="ny@example.test")
    old = code_in_the_mail("ny@example.test")
    invite(user=karin, venue=venue, email="NY@example.test")
    with pytest.raises(NotFound):
        invitation_at(old)
    Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    newest = Letter.objects.order_by("pk").last()
    assert newest is not None
    with pytest.raises(NotFound):
        invitation_at(newest.text.split("/venue/welcome/")[1].split("/")[0])


def test_whoever_has_an_account_must_sign_in_with_it(
    karin: User, venue: Venue, holder: Holder, petra: User
) -> None:
    known = User.objects.create_user("ny@example.test", "Nya")
    invite(user=karin, venue=venue, email="ny@example.test")
    code = code_in_the_mail("ny@example.test")
    for user in (None, petra):
        with pytest.raises(Invalid):
            accept(code=code, user=user, name="Falsk")
    assert accept(code=code, user=known).user == known


def test_only_whoever_may_invites_and_ends(
    ines: User, sten: User, karin: User, venue: Venue, vera: User
) -> None:
    for user in (ines, sten, vera):
        with pytest.raises(NotAllowed):
            invite(user=user, venue=venue, email="ny@example.test")
        with pytest.raises(NotFound):
            end_access(user=user, access=VenueAccess.objects.get().pk)
    end_access(user=karin, access=VenueAccess.objects.get().pk)
    assert not venues_managed_by(vera).exists()


def test_an_invitation_under_a_new_holder_ends_what_was_open_for_the_old(
    karin: User, venue: Venue, holder: Holder, vera: User
) -> None:
    Assignment.objects.update(valid_to=clock.today() - timedelta(days=1))
    other = Holder.objects.create(municipality=venue.municipality, name="Annat AB")
    Assignment.objects.create(venue=venue, holder=other, valid_from=clock.today())
    assert not venues_managed_by(vera).exists()
    invite(user=karin, venue=venue, email=vera.email)
    access = accept(code=code_in_the_mail(vera.email), user=vera)
    assert access.holder == other
    assert venue in venues_managed_by(vera)


def test_an_access_for_nobody_known_opens_nothing_of_a_holder_known_later(
    venue: Venue, karin: User
) -> None:
    early = User.objects.create_user("tidig@example.test", "Tidig")
    row = VenueAccess.objects.create(user=early, venue=venue, started_on="2020-01-01")
    assert windows_of([row])[0].last is None
    held = Holder.objects.create(municipality=venue.municipality, name="Ny AB")
    Assignment.objects.create(venue=venue, holder=held, valid_from="2026-06-01")
    assert windows_of([row])[0].last == date(2026, 5, 31)
    Assignment.objects.update(valid_from=None)
    assert windows_of([row]) == []
    assert not venues_managed_by(early).exists()


def test_nobody_is_invited_for_a_venue_whose_holder_is_gone(
    venue: Venue, holder: Holder, karin: User
) -> None:
    Assignment.objects.update(valid_to=clock.today() - timedelta(days=1))
    with pytest.raises(WrongState):
        invite(user=karin, venue=venue, email="ny@example.test")
