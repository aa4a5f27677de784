"""Entering what a register does not say, and what an import makes of it afterwards."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.changes import last_changes
from core.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from tests.conftest import Town
from venues.models import (
    Assignment,
    Holder,
    Licence,
    LicenceCondition,
    RestaurangnummerPrefix,
    Venue,
)
from venues.rules.register_layout import Layout
from venues.services.import_register import (
    apply_register,
    preview_register,
    upload_register,
)
from venues.services.register_entries import (
    end_serving_manager,
    enter_condition,
    enter_hours,
    enter_organisation_number,
    notify_serving_manager,
    strike_condition,
)

pytestmark = pytest.mark.django_db
COLUMNS = {
    "restaurangnummer": "Nummer", "name": "Namn", "hours": "Tider",
    "conditions": "Villkor", "max_persons": "Antal", "holder": "Innehavare",
}  # fmt: skip
Brought = Callable[[str], Venue]


@pytest.fixture
def brought(karin: User, ostersund: Town) -> Brought:
    """Bring in one line: number;name;hours;conditions;persons;holder."""
    RestaurangnummerPrefix.objects.create(
        municipality=ostersund.municipality, prefix="2380"
    )

    def bring(line: str) -> Venue:
        batch = upload_register(
            user=karin, municipality=ostersund.municipality, file_name="r.csv",
            content=f"{';'.join(COLUMNS.values())}\n{line}\n".encode(),
            layout=Layout("eget", COLUMNS), is_full=False,
        )  # fmt: skip
        preview_register(batch=batch.pk)
        apply_register(user=karin, batch=batch.pk)
        return Venue.objects.get()

    return bring


LINE = "23800001;Påhitt;efter skymning;Två ordningsvakter;100;Påhittade AB"


def test_the_holder_gets_the_number_that_the_file_lacks(
    brought: Brought, karin: User
) -> None:
    venue = brought(LINE)
    before = last_changes(["venues:2380"])["venues:2380"]
    holder = enter_organisation_number(user=karin, venue=venue.pk, number="5560160680")
    assert holder.shown_number == "556016-0680"
    assert last_changes(["venues:2380"])["venues:2380"] == before + 1
    assert brought(LINE.replace("100", "120")).assignments.get().holder == holder
    holder.refresh_from_db()
    assert holder.shown_number == "556016-0680"


def test_of_a_sole_trader_only_the_masked_number_is_kept(
    brought: Brought, karin: User
) -> None:
    venue = brought(LINE)
    enter_organisation_number(user=karin, venue=venue.pk, number="640823-3234")
    row = Holder.objects.values().get()
    assert row["masked_number"] == "640823-****"
    said = [row[name] for name in ("name", "organisation_number", "masked_number")]
    assert "3234" not in str(said)


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("556016-0681", Invalid),
        ("hej", Invalid),
        ("", Invalid),
        ("559000-0005", Conflict),
    ],
)
def test_a_wrong_number_or_somebody_elses_is_refused(
    number: str,
    refusal: type[DomainError],
    brought: Brought,
    karin: User,
    ostersund: Town,
) -> None:
    venue = brought(LINE)
    Holder.objects.create(
        municipality=ostersund.municipality, name="Annat Påhitt AB", form="legal_person",
        organisation_number="559000-0005",
    )  # fmt: skip
    with pytest.raises(refusal):
        enter_organisation_number(user=karin, venue=venue.pk, number=number)
    assert Assignment.objects.get().holder.shown_number == ""


def test_a_number_is_entered_once(brought: Brought, karin: User) -> None:
    venue = brought(LINE)
    enter_organisation_number(user=karin, venue=venue.pk, number="5560160680")
    with pytest.raises(Conflict):
        enter_organisation_number(user=karin, venue=venue.pk, number="5590000005")


def test_hours_in_words_are_said_so_that_they_can_be_read(
    brought: Brought, karin: User
) -> None:
    venue = brought(LINE)
    with pytest.raises(Invalid):
        enter_hours(user=karin, venue=venue.pk, text="till gryningen")
    licence = enter_hours(
        user=karin, venue=venue.pk, text="fre-lör 11:00-02:00; slutet sällskap alla dagar 11-05"
        .replace("11-05", "11:00-05:00"),
    )  # fmt: skip
    assert licence.serving_until_minute == 1560  # not the closed party's
    with pytest.raises(Conflict):
        enter_hours(user=karin, venue=venue.pk, text="alla dagar 11:00-22:00")


def test_what_was_entered_lives_on_in_the_next_version_of_the_licence(
    brought: Brought, karin: User
) -> None:
    venue = brought(LINE)
    enter_hours(user=karin, venue=venue.pk, text="alla dagar 11:00-01:00")
    enter_condition(
        user=karin, venue=venue.pk, kind="guards", text="Två ordningsvakter", amount=2,
        applies_from_minute=1320,
    )  # fmt: skip
    brought(LINE.replace("100", "120"))
    new = Licence.objects.get(version=2)
    assert (new.max_persons, new.serving_until_minute, new.hours.count()) == (
        120,
        1500,
        7,
    )
    assert [one.amount for one in new.conditions.all()] == [2]


def test_another_decision_in_the_file_ends_what_was_entered(
    brought: Brought, karin: User
) -> None:
    venue = brought(LINE)
    enter_hours(user=karin, venue=venue.pk, text="alla dagar 11:00-01:00")
    enter_condition(
        user=karin, venue=venue.pk, kind="guards", text="Två ordningsvakter"
    )
    brought(LINE.replace("skymning", "gryning").replace("Två", "Tre"))
    new = Licence.objects.get(version=2)
    assert (new.serving_until_minute, new.hours.count(), new.conditions.count()) == (
        None,
        0,
        0,
    )


def test_a_condition_set_apart_by_mistake_is_taken_away(
    brought: Brought, karin: User
) -> None:
    venue = brought(LINE)
    made = enter_condition(user=karin, venue=venue.pk, kind="other", text="Fel")
    strike_condition(user=karin, venue=venue.pk, condition=made.pk)
    assert not LicenceCondition.objects.exists()
    with pytest.raises(NotFound):
        strike_condition(user=karin, venue=venue.pk, condition=made.pk)


def test_serving_managers_come_and_go(brought: Brought, karin: User) -> None:
    venue = brought(LINE)
    with pytest.raises(Invalid):
        notify_serving_manager(
            user=karin,
            venue=venue.pk,
            name="Påhittad Person",
            notified_on=date(2099, 1, 1),
        )
    made = notify_serving_manager(
        user=karin, venue=venue.pk, name="Påhittad Person", notified_on=date(2026, 1, 1)
    )
    with pytest.raises(Conflict):
        notify_serving_manager(
            user=karin,
            venue=venue.pk,
            name="påhittad person",
            notified_on=date(2026, 2, 1),
        )
    with pytest.raises(Invalid):
        end_serving_manager(
            user=karin, venue=venue.pk, manager=made.pk, ended_on=date(2025, 1, 1)
        )
    end_serving_manager(
        user=karin, venue=venue.pk, manager=made.pk, ended_on=date(2026, 6, 1)
    )
    with pytest.raises(NotFound):
        end_serving_manager(
            user=karin, venue=venue.pk, manager=made.pk, ended_on=date(2026, 7, 1)
        )


def test_only_who_keeps_the_register_enters(
    brought: Brought, ines: User, sten: User
) -> None:
    venue = brought(LINE)
    with pytest.raises(NotAllowed):
        enter_hours(user=ines, venue=venue.pk, text="alla dagar 11:00-01:00")
    with pytest.raises(NotFound):
        enter_hours(user=sten, venue=venue.pk, text="alla dagar 11:00-01:00")


def test_the_page_keeps_what_was_typed_beside_the_sentence_that_refuses_it(
    brought: Brought, karin: User
) -> None:
    venue = brought(LINE)
    client = Client()
    client.force_login(karin)
    address = reverse("venue_lacks", args=[venue.pk])
    page = client.post(address, {"what": "hours", "hours-text": "till gryningen"})
    assert "till gryningen" in page.content.decode()
    assert page.context["forms"]["hours"].errors["text"]
    assert client.post(
        address,
        {
            "what": "condition", "condition-kind": "guards", "condition-text": "Två vakter",
            "condition-amount": "2", "condition-applies_from_minute": "01:00",
        },
    ).status_code == 302  # fmt: skip
    assert LicenceCondition.objects.get().applies_from_minute == 1500
