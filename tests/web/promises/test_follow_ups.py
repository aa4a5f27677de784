"""A follow-up through the pages: from the coordinator's first word to the public's last."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from promises.models import FollowUp, Promise
from promises.services.follow_up_approval import publish_follow_ups
from promises.services.goals import note_reading, set_goal_baseline
from tests.conftest import Town, make_person
from tests.promises.town import activity, goal, problem, promise

pytestmark = pytest.mark.django_db
CONTACT = "trygghet@example.test"
PUBLIC = "/follow-up/2380/2026H1/"


@pytest.fixture
def july() -> Iterator[Any]:
    with time_machine.travel("2026-07-20T10:00:00+02:00", tick=False) as now:
        yield now


def _in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(july: Any, karin: User) -> Client:
    return _in(karin)


@pytest.fixture
def chief(july: Any, ostersund: Town) -> Client:
    return _in(make_person("Chefen", ostersund, "police", Role.POLICE_APPROVER))


@pytest.fixture
def made(july: Any, karin: User, ostersund: Town) -> Promise:
    row = promise(karin, ostersund)
    aim = goal(karin, row)
    for of, value, why in (
        ("2019", 0.38, "före pandemin"),
        ("2020", 0.4, "löftets år"),
    ):
        set_goal_baseline(
            user=karin, goal=aim.pk, of=of, value=value, source="NTU", why=why,
            definition="otrygg sen kväll", caveat="Tom stad." if of == "2020" else "",
        )  # fmt: skip
    note_reading(
        user=karin, goal=aim.pk, measured_on=date(2026, 5, 1), value=0.36, source="NTU 2025",
        genders=(0.45, 0.27),
    )  # fmt: skip
    activity(karin, row, problem(karin, row, is_central=False, where="Torvalla"))
    return row


def written(desk: Client, made: Promise, **said: str) -> FollowUp:
    desk.post(
        reverse("follow_up_list"),
        {"last": "2026-06-30", "due_on": "2026-08-15", "contact": CONTACT, **said},
    )
    row = FollowUp.objects.first()
    assert row is not None
    desk.post(
        reverse("follow_up_words", args=[row.pk, made.pk]),
        {
            "came": "Två av fyra blev av.", "next_step": "Två till i höst.",
            "title_en": "Safety walks", "came_en": "Two of four took place.",
        },
    )  # fmt: skip
    return row


def published(
    desk: Client, chief: Client, july: Any, made: Promise, at: str = "09", **said: str
) -> None:
    row = written(desk, made, **said)
    desk.post(reverse("follow_up_deed", args=[row.pk, "freeze"]))
    row.refresh_from_db()
    for one in (desk, chief):
        page = one.get(reverse("follow_up_detail", args=[row.pk])).content.decode()
        assert f'value="{row.fingerprint}"' in page
        one.post(
            reverse("follow_up_deed", args=[row.pk, "approve"]),
            {"fingerprint": row.fingerprint},
        )
    july.move_to(f"2026-08-15T{at}:00:00+02:00")
    assert publish_follow_ups() == 1


def test_the_public_reads_what_both_parties_approved_and_nothing_before(
    desk: Client, chief: Client, july: Any, made: Promise
) -> None:
    public = Client()
    row = written(desk, made)
    assert public.get(PUBLIC).status_code == 404
    assert public.get("/follow-up/2380/").status_code == 404
    desk.post(reverse("follow_up_deed", args=[row.pk, "freeze"]))
    assert public.get(PUBLIC).status_code == 404
    row.refresh_from_db()
    for one in (desk, chief):
        one.post(
            reverse("follow_up_deed", args=[row.pk, "approve"]),
            {"fingerprint": row.fingerprint},
        )
    assert public.get(PUBLIC).status_code == 404  # not before its day
    july.move_to("2026-08-15T09:00:00+02:00")
    publish_follow_ups()
    page = public.get(PUBLIC).content.decode()
    for said in (
        "Två av fyra blev av.", "Två till i höst.", "40,0 %", "36,0 %", "30,0 %",
        "45,0 %", "27,0 %", "+18,0", "Utgångsvärde 2019", "Tom stad.", CONTACT,
        "Mörka gångar (Torvalla)", row.fingerprint,
    ):  # fmt: skip
        assert said in page, said
    assert "Karin" not in page


def test_in_english_what_was_written_in_english_and_the_rest_marked_as_swedish(
    desk: Client, chief: Client, july: Any, made: Promise
) -> None:
    published(desk, chief, july, made)
    answer = Client().get(PUBLIC, {"language": "en"})
    page = answer.content.decode()
    assert '<html lang="en"' in page
    assert answer.headers["Content-Language"] == "en"
    assert "Two of four took place." in page
    assert '<p lang="sv">Två till i höst.</p>' in page
    assert "What we do next" in page
    assert (
        '<html lang="sv"' in Client().get(PUBLIC, {"language": "fi"}).content.decode()
    )


def test_a_correction_is_told_the_earlier_one_stays_and_says_so(
    desk: Client, chief: Client, july: Any, made: Promise
) -> None:
    published(desk, chief, july, made)
    first = Client().get(PUBLIC)
    published(desk, chief, july, made, at="10", reason="Fel tal för män")
    public = Client()
    again = public.get(PUBLIC, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 200
    assert "Rättat: Fel tal för män" in again.content.decode()
    same = public.get(PUBLIC, headers={"if-none-match": again.headers["ETag"]})
    assert same.status_code == 304
    english = public.get(
        PUBLIC, {"language": "en"}, headers={"if-none-match": again.headers["ETag"]}
    )
    assert english.status_code == 200
    earlier = public.get(PUBLIC, {"revision": "1"}).content.decode()
    assert "Det här har rättats sedan dess." in earlier
    assert "Fel tal för män" not in earlier
    for nothing in ("3", "x"):
        assert public.get(PUBLIC, {"revision": nothing}).status_code == 404


def test_a_copy_may_be_shown_for_half_a_minute_and_no_cookie_is_set(
    desk: Client, chief: Client, july: Any, made: Promise
) -> None:
    published(desk, chief, july, made)
    answer = Client().get(PUBLIC)
    assert "public" in answer.headers["Cache-Control"]
    assert "max-age=30" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_the_feed_tells_of_every_version(
    desk: Client, chief: Client, july: Any, made: Promise
) -> None:
    published(desk, chief, july, made)
    published(desk, chief, july, made, at="10", reason="Fel tal för män")
    answer = Client().get("/follow-up/2380/feed.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(answer.content)  # noqa: S314 — our own
    entries = feed.findall(f"{atom}entry")
    assert [one.findtext(f"{atom}title") for one in entries] == [
        "2026H1, rättad",
        "2026H1",
    ]
    assert "Fel tal för män" in (entries[0].findtext(f"{atom}summary") or "")
    assert len({one.findtext(f"{atom}id") for one in entries}) == 2
    assert Client().get("/follow-up/9999/feed.atom").status_code == 404


def test_the_only_town_is_shown_at_once(
    desk: Client, chief: Client, july: Any, made: Promise
) -> None:
    assert "Inget är publicerat än." in Client().get("/follow-up/").content.decode()
    published(desk, chief, july, made)
    assert Client().get("/follow-up/")["Location"] == "/follow-up/2380/"
    page = Client().get("/follow-up/2380/").content.decode()
    assert PUBLIC in page
    assert "1 bruten" in page or "1 i fara" in page or "1 hålls" in page


def test_what_is_refused_at_the_desk_comes_back_with_why(
    desk: Client, july: Any, made: Promise, petra: User
) -> None:
    row = written(desk, made)
    page = desk.post(
        reverse("follow_up_words", args=[row.pk, made.pk]),
        {"came": "Ring 19800101-1234", "next_step": "Två till"},
    ).content.decode()
    assert "aldrig om människor" in page
    assert "Ring 19800101-1234" in page
    page = desk.post(
        reverse("follow_up_list"),
        {"last": "2026-06-30", "due_on": "2026-08-15", "contact": CONTACT},
    ).content.decode()
    assert "redan på väg" in page
    desk.post(reverse("follow_up_deed", args=[row.pk, "freeze"]))
    page = desk.post(
        reverse("follow_up_return", args=[row.pk]), {"reason": "."}
    ).content.decode()
    assert "Skriv varför med några ord." in page
    assert desk.post(f"/promises/follow-ups/{row.pk}/burn").status_code == 404
    reader = _in(petra).get(reverse("follow_up_detail", args=[row.pk])).content.decode()
    assert "follow-ups" in reader
    assert 'name="fingerprint"' not in reader


def test_day_and_contact_of_a_draft_are_changed_on_its_page(
    desk: Client, july: Any, made: Promise
) -> None:
    row = written(desk, made)
    address = reverse("follow_up_terms", args=[row.pk])
    page = desk.post(
        address, {"due_on": "2026-06-30", "contact": "ny@example.test"}
    ).content.decode()
    assert "efter halvåret" in page
    assert 'value="ny@example.test"' in page
    desk.post(address, {"due_on": "2026-08-20", "contact": "ny@example.test"})
    row.refresh_from_db()
    assert (row.due_on, row.contact) == (date(2026, 8, 20), "ny@example.test")
