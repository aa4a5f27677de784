"""A calendar as another program reads it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Component

from accounts.models import Agency, CalendarFeed, Membership, User
from accounts.services.calendar_feeds import address_of, end_feed, make_feed
from cases.models import Case
from cases.rules.lifecycle import Verb as CaseVerb
from cases.services.hearing import communicate, take_note
from core import clock
from core.errors import NotFound
from inspections.models import Obligation, Occasion
from inspections.rules.obligation import Verb
from inspections.services.obligations import take_on
from planning.models import Round, Stop, Team
from planning.services.asking import cancel_round
from tests.conftest import Town
from tests.inspections.story import Story
from venues.models import Venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-23 10:00", tick=False) as traveller:
        yield traveller


def read(feed: CalendarFeed) -> dict[str, Component]:
    answer = Client().get(reverse("calendar_feed", args=[address_of(feed)]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one["UID"]).partition("@")[0]: one for one in events}


def found(story: Story) -> Obligation:
    story.start()
    story.find("ALK-03", "Öl till en märkbart påverkad", follow_up="F3")
    story.answer_the_rest("ALK-03").finish().send()
    story.seal()
    return Obligation.objects.get()


def test_a_finding_keeps_its_uid_and_is_cancelled_when_it_is_settled(
    story: Story, ines: User
) -> None:
    row = found(story)
    feed = make_feed(user=ines)
    (event,) = read(feed).values()
    uid = str(event["UID"])
    assert event["DTSTART"].dt == row.due_on
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 1)
    assert "påverkad" not in event.to_ical().decode()
    take_on(user=ines, obligation=row.finding, verb=Verb.CLAIM, said="Visat")
    (event,) = read(feed).values()
    assert (str(event["UID"]), event["STATUS"], event["SEQUENCE"]) == (
        uid,
        "CANCELLED",
        2,
    )
    take_on(user=ines, obligation=row.finding, verb=Verb.REFUSE, said="Inte infört")
    (event,) = read(feed).values()
    assert (str(event["UID"]), event["STATUS"], event["SEQUENCE"]) == (
        uid,
        "CONFIRMED",
        3,
    )


def test_the_same_calendar_twice_is_the_same_bytes(story: Story, ines: User) -> None:
    found(story)
    address = reverse("calendar_feed", args=[address_of(make_feed(user=ines))])
    assert Client().get(address).content == Client().get(address).content


def test_a_shift_is_told_in_swedish_time_without_its_stops_and_cancelled_with_its_round(
    ines: User, petra: User, karin: User, ostersund: Town, venue: Venue
) -> None:
    starts_at = datetime(2026, 11, 27, 19, tzinfo=UTC)
    row = Round.objects.create(
        agency=ostersund.agencies["licensing"], night="2026-11-27", state="set",
        made_by=karin, made_at=clock.now(), set_at=clock.now(), sequence=1,
    )  # fmt: skip
    team = Team.objects.create(
        round=row, name="Lag 1", latitude=63, longitude=14, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=6),
    )  # fmt: skip
    team.officers.add(ines)
    Stop.objects.create(
        round=row, team=team, venue=venue, kind="ordinary", place=1, arrives_at=starts_at,
        begins_at=starts_at, leaves_at=starts_at + timedelta(hours=1),
    )  # fmt: skip
    feed = make_feed(user=ines)
    (event,) = read(feed).values()
    begins = event["DTSTART"].dt
    assert (begins.hour, begins.tzinfo) == (20, ZoneInfo("Europe/Stockholm"))
    whole = Client().get(reverse("calendar_feed", args=[address_of(feed)])).content
    assert b"BEGIN:VTIMEZONE" in whole
    assert venue.name.encode() not in whole
    assert read(make_feed(user=petra)) == {}
    assert read(make_feed(user=ines, agency=ostersund.agencies["licensing"])) == {}
    cancel_round(user=karin, round_=row.pk)
    (event,) = read(feed).values()
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 2)


def test_a_cases_clock_ends_with_its_state(
    ines: User, ostersund: Town, venue: Venue
) -> None:
    case = Case.objects.create(
        agency=ostersund.agencies["licensing"], year=2026, number=7, venue=venue,
        party="Påhitt AB", ladder="alcohol", breach_on=date(2026, 11, 1),
        matter="Servering", opened_on=date(2026, 11, 2), opened_by=ines,
    )  # fmt: skip
    communicate(user=ines, case=case.pk, answer_by=date(2026, 12, 14))
    feed = make_feed(user=ines)
    event = read(feed)[f"case-{case.pk}-answer"]
    assert (event["DTSTART"].dt, event["STATUS"]) == (date(2026, 12, 14), "CONFIRMED")
    take_note(user=ines, case=case.pk, verb=CaseVerb.ANSWER, said="Vi har utbildat")
    event = read(feed)[f"case-{case.pk}-answer"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 2)


def test_a_joint_night_is_in_the_calendar_of_who_is_invited(
    ines: User, petra: User, ostersund: Town
) -> None:
    night = Occasion.objects.create(
        municipality=ostersund.municipality, night="2026-12-04", name="Fredag"
    )
    night.invited.add(ostersund.agencies["police"])
    police = make_feed(user=petra, agency=ostersund.agencies["police"])
    licensing = make_feed(user=ines, agency=ostersund.agencies["licensing"])
    assert list(read(police)) == [f"night-{night.pk}"]
    assert read(licensing) == {}


def test_no_other_address_opens_it(
    story: Story, ines: User, petra: User, ostersund: Town
) -> None:
    found(story)
    feed = make_feed(user=ines, agency=ostersund.agencies["licensing"])
    address = address_of(feed)

    def status(asked: str) -> int:
        return Client().get(reverse("calendar_feed", args=[asked])).status_code

    assert status(address) == 200
    assert status(str(feed.pk)) == 404
    assert status(address[:-1]) == 404
    assert status(f"{make_feed(user=petra).pk}:{address.partition(':')[2]}") == 404
    with pytest.raises(NotFound):
        make_feed(user=petra, agency=ostersund.agencies["licensing"])

    again = make_feed(user=ines, agency=ostersund.agencies["licensing"])
    assert (status(address), status(address_of(again))) == (404, 200)
    Membership.objects.filter(user=ines).update(ended_on=date(2026, 11, 1))
    assert status(address_of(again)) == 404  # who works there no more
    Membership.objects.filter(user=ines).update(ended_on=None)
    assert status(address_of(again)) == 200
    end_feed(user=ines, agency=ostersund.agencies["licensing"])
    assert status(address_of(again)) == 404


def test_the_page_makes_renews_and_ends_an_address(ines: User, ostersund: Town) -> None:
    client = Client()
    client.force_login(ines)
    page = reverse("calendar_list")
    assert "/calendars/" not in client.get(page).content.decode().split("<main")[1]
    shown = client.post(page, {"agency": ""}, follow=True).content.decode()
    feed = CalendarFeed.objects.get()
    assert address_of(feed) in shown
    police = Agency.objects.get(code="police", municipality=ostersund.municipality)
    assert client.post(page, {"agency": police.pk}).status_code == 404
    client.post(page, {"agency": "", "end": "1"})
    assert not CalendarFeed.objects.filter(ended_at=None).exists()
