from datetime import date
from typing import Any

import pytest

from accounts.models import User
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from core.models import Letter
from situation.models import Cycle, Reporter
from situation.services.reporters import (
    address_of,
    end_reporter,
    link_of,
    renew_reporter_link,
    reporter_at,
)
from tests.conftest import Town
from tests.situation.town import reporter

pytestmark = pytest.mark.django_db


def test_an_organisation_gets_its_link_by_mail(who: Reporter) -> None:
    letter = Letter.objects.get()
    assert letter.to == "est@example.test"
    assert link_of(who) in letter.text
    assert letter.is_secret
    assert reporter_at(address_of(who)) == who


def test_an_address_is_kept_without_the_spaces_around_it(
    cycle: Cycle, karin: User, ostersund: Town
) -> None:
    row = reporter(karin, ostersund, email=" ny@example.test ", organisation=" AB X ")
    assert (row.email, row.organisation) == ("ny@example.test", "AB X")


def test_a_renewed_link_ends_the_one_before(who: Reporter, karin: User) -> None:
    old = address_of(who)
    renewed = renew_reporter_link(user=karin, reporter=who.pk)
    with pytest.raises(NotFound):
        reporter_at(old)
    assert reporter_at(address_of(renewed)) == who
    assert Letter.objects.count() == 2


def test_who_reports_no_more_opens_nothing(who: Reporter, karin: User) -> None:
    end_reporter(user=karin, reporter=who.pk)
    with pytest.raises(NotFound):
        reporter_at(address_of(who))
    for deed in (end_reporter, renew_reporter_link):
        with pytest.raises(WrongState):
            deed(user=karin, reporter=who.pk)


@pytest.mark.parametrize("address", ["", "x", "x~y", "a.b~c", "é~é"])
def test_what_is_no_link_opens_nothing(db: None, address: str) -> None:
    with pytest.raises(NotFound):
        reporter_at(address)


def test_an_address_reports_once_at_a_time(
    who: Reporter, karin: User, ostersund: Town
) -> None:
    with pytest.raises(WrongState):
        reporter(karin, ostersund, email="EST@example.test")
    end_reporter(user=karin, reporter=who.pk)
    assert reporter(karin, ostersund, email="EST@example.test")


@pytest.mark.parametrize(
    "said", [{"organisation": " . "}, {"started_on": date(2026, 11, 10)}]
)
def test_an_organisation_has_a_name_and_has_begun(
    cycle: Cycle, karin: User, ostersund: Town, said: Any
) -> None:
    with pytest.raises(Invalid):
        reporter(karin, ostersund, **said)


def test_only_who_keeps_the_situation_takes_on_and_ends(
    who: Reporter, ines: User, sten: User, ostersund: Town
) -> None:
    for user in (ines, sten):
        with pytest.raises(NotAllowed):
            reporter(user, ostersund, email="ny@example.test")
    for deed in (end_reporter, renew_reporter_link):
        with pytest.raises(NotAllowed):
            deed(user=ines, reporter=who.pk)
        with pytest.raises(NotFound):
            deed(user=sten, reporter=who.pk)
