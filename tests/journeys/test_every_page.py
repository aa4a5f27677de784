"""Every page in every role: no accessibility violation, light and dark, wide and narrow;
and the main journey with the keyboard alone, and without JavaScript.
"""

import gzip
from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Agency, Membership, Role, User
from accounts.services.calendar_feeds import make_feed
from cases.models import Authority, Case, Copy
from core import clock
from demo.register import demo_register
from inspections.models import (
    ChecklistVersion,
    HandOver,
    HeldEntry,
    Obligation,
    Occasion,
    TipSource,
)
from inspections.services.checklist_drafts import begin_draft
from inspections.services.destruction import propose_destruction
from inspections.services.tips import note_tip
from planning.models import Round, Stop, Team, Wish
from planning.services.recusing import recuse
from tests.conftest import Town, make_person
from tests.inspections.story import Story
from venues.models import Area, RestaurangnummerPrefix, Venue
from venues.rules.register_layout import OPEN_DATA
from venues.services.import_register import preview_register, upload_register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SQUARE = [[14.6, 63.1], [14.7, 63.1], [14.7, 63.2], [14.6, 63.2], [14.6, 63.1]]


def a_planned_round(karin: User, story: Story) -> Round:
    """A plan with a stop, and one that is not part of it."""
    other = Venue.objects.create(
        municipality=story.venue.municipality, name="Annat Påhitt"
    )
    agency = Agency.objects.get(code="licensing", municipality="2380")
    row = Round.objects.create(
        agency=agency, night="2030-11-15", state="planned", made_by=karin,
        made_at=clock.now(), asked_at=clock.now(), planned_at=clock.now(),
        passed_over=[{"venue": str(other.pk), "prize": 7, "why": "no_room", "costs": 3}],
    )  # fmt: skip
    team = Team.objects.create(
        round=row, name="Lag 1", starts_at="2030-11-15T19:00Z",
        ends_at="2030-11-16T01:00Z", latitude=63.17, longitude=14.63,
    )  # fmt: skip
    team.officers.add(story.officer)
    Wish.objects.create(round=row, venue=story.venue, kind="must")
    Stop.objects.create(
        round=row, team=team, venue=story.venue, kind="closing", place=1,
        arrives_at="2030-11-15T19:10Z", begins_at="2030-11-15T19:10Z",
        leaves_at="2030-11-15T19:40Z", factors={"base": 1, "risk": 7}, is_random=True,
        is_wished=True,
    )  # fmt: skip
    recuse(user=karin, officer=story.officer, venue=story.venue)
    return row


@pytest.fixture
def pages(story: Story, karin: User, ostersund: Town) -> dict[str, str]:
    """The address of every page, with something on it."""
    RestaurangnummerPrefix.objects.create(
        municipality=ostersund.municipality, prefix="2380"
    )
    Area.objects.create(
        municipality=ostersund.municipality, name="Centrum", valid_from="2020-01-01",
        polygon={"type": "Polygon", "coordinates": [SQUARE]},
    )  # fmt: skip
    occasion = Occasion.objects.create(
        municipality=ostersund.municipality, night="2026-11-20", name="Fredag"
    )
    occasion.invited.set(ostersund.agencies.values())
    story.start().answer_the_rest("ALK-17")
    story.find("ALK-17", "Endast vatten fanns")
    note = story.write("noted", {"text": "Vittne <Bosse> sa nej"})
    story.finish().send()
    section = story.seal()
    obligation = Obligation.objects.get()
    told = {
        "agency": ostersund.agencies["licensing"], "year": 2026, "venue": story.venue,
        "party": "Påhitt AB", "ladder": "alcohol", "breach_on": "2026-11-01",
        "matter": "Påhitt", "opened_on": "2026-11-02", "opened_by": karin,
    }  # fmt: skip
    case = Case.objects.create(number=1, state="answered", **told)
    decided = Case.objects.create(
        number=2, state="served", measure="varning", ground="breach", reasons="AL 8:20",
        drafted_by=karin, decided_on="2026-11-10", deciders="Nämnden",
        applies_from="2026-11-10", served_on="2026-11-12", appeal_until="2026-12-03", **told,
    )  # fmt: skip
    Copy.objects.create(case=decided, to=Authority.COUNTY)
    tip = note_tip(
        user=karin, agency=ostersund.agencies["licensing"], venue=story.venue,
        source=TipSource.PUBLIC, text="Påhitt", received_on=date(2026, 11, 1),
    )  # fmt: skip
    handed = HandOver.objects.create(
        obligation=obligation, to=ostersund.agencies["licensing"], text="Påhitt",
        legal_ground="OSL 10:28", sent_at=section.sealed_at, sent_by=story.officer,
        answer_by="2026-12-01",
    )  # fmt: skip
    kerstin = make_person("Kerstin", ostersund, "licensing", Role.COORDINATOR)
    propose_destruction(
        user=kerstin, visit=section.visit_id, code="licensing", entries=[note.id],
        ground="Dataskyddsförordningen artikel 17",
    )  # fmt: skip
    open_visit = Story(story.tablet, story.officer, story.venue, story.at)
    open_visit.sent = story.sent
    open_visit.start()
    open_visit.answer("ALK-03", "ok")
    open_visit.answer("ALK-03", "not_checked")
    open_visit.answer("ALK-99", "ok")
    open_visit.send()
    batch = upload_register(
        user=karin, municipality=ostersund.municipality, file_name="r.csv",
        content=demo_register(3), layout=OPEN_DATA, is_full=False,
    )  # fmt: skip
    preview_register(batch=batch.pk)
    draft = begin_draft(
        user=karin, municipality=ostersund.municipality,
        version=ChecklistVersion.objects.get(),
    )  # fmt: skip
    Membership.objects.create(
        user=karin, municipality=ostersund.municipality, role=Role.ADMINISTRATOR,
        started_on="2020-01-01",
    )  # fmt: skip
    planned = a_planned_round(karin, story)
    make_feed(user=karin)
    return {
        "start": reverse("start"),
        "rounds": reverse("round_list"),
        "round": reverse("round_detail", args=[planned.pk]),
        "calendars": reverse("calendar_list"),
        "recusals": reverse("recusal_list", args=[story.venue.pk]),
        "venues": f"{reverse('venue_list')}?sort=-points",
        "venue": reverse("venue_detail", args=[story.venue.pk]),
        "what the register lacks": reverse("venue_lacks", args=[story.venue.pk]),
        "due": reverse("due"),
        "visits": reverse("visit_list"),
        "sealed visit": reverse("visit_detail", args=[story.visit]),
        "open visit": reverse("visit_detail", args=[open_visit.visit]),
        "occasions": reverse("occasion_list"),
        "occasion": reverse("occasion_detail", args=[occasion.pk]),
        "findings": reverse("finding_list"),
        "finding": reverse("finding_detail", args=[obligation.finding]),
        "tips": reverse("tip_list"),
        "tip": reverse("tip_detail", args=[tip.pk]),
        "new tip": reverse("tip_new", args=[story.venue.pk]),
        "cases": reverse("case_list"),
        "case": reverse("case_detail", args=[case.pk]),
        "decided case": reverse("case_detail", args=[decided.pk]),
        "new case": reverse("case_new", args=[story.venue.pk]),
        "handed": reverse("handed_list"),
        "handed one": reverse("handed_detail", args=[handed.pk]),
        "quarantine": reverse("quarantine"),
        "held": reverse("held_detail", args=[HeldEntry.objects.get().pk]),
        "destructions": reverse("destruction_list"),
        "destroy": reverse("destruction_propose", args=[story.visit, "licensing"]),
        "imports": reverse("import_list"),
        "import": reverse("import_detail", args=[batch.pk]),
        "mapping": reverse("mapping"),
        "rescue": reverse("rescue"),
        "devices": reverse("devices"),
        "search": f"{reverse('search')}?q=krogen",
        "design": reverse("design"),
        "accessibility": reverse("accessibility"),
        "verify": reverse("verify", args=[section.seal]),
        "checklists": reverse("checklist_list"),
        "checklist": f"{reverse('checklist', args=['2026-01'])}",
        "draft": reverse("checklist_draft", args=[draft.pk]),
        "draft item": reverse("checklist_item", args=[draft.pk, "ALK-03"]),
        "people": reverse("people"),
        "nothing": "/nowhere/",
    }


def signed_in(page: Page, live_server: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [
            {
                "name": "sessionid",
                "value": client.cookies["sessionid"].value,
                "url": live_server.url,
            }
        ]
    )


def faults(page: Page) -> Iterator[str]:
    """What is wrong with the page as it stands, in each dress."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page).response["violations"]
        yield from (f"{scheme}: {one['id']} {one['nodes'][0]['html']}" for one in found)
    page.set_viewport_size({"width": 320, "height": 700})
    if page.evaluate("document.documentElement.scrollWidth") > 320:
        yield "scrolls sideways at 320 px"
    found = Axe().run(page).response["violations"]
    yield from (f"narrow: {one['id']} {one['nodes'][0]['html']}" for one in found)
    page.set_viewport_size({"width": 1280, "height": 900})
    # 200 % zoom is half as many pixels for the page
    page.set_viewport_size({"width": 640, "height": 450})
    if page.evaluate("document.documentElement.scrollWidth") > 640:
        yield "scrolls sideways at 200 % zoom"
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("role", ["coordinator", "inspector", "auditor", "nobody"])
def test_every_page_is_sound_for_every_role(
    role: str,
    wanderer: Page,
    live_server: LiveServer,
    pages: dict[str, str],
    karin: User,
    ines: User,
    ostersund: Town,
) -> None:
    people = {
        "coordinator": lambda: karin,
        "inspector": lambda: ines,
        "auditor": lambda: make_person("Rut", ostersund, "licensing", Role.AUDITOR),
        "nobody": lambda: make_person("Nils", ostersund, "licensing"),
    }
    page, wrong = wanderer, {}
    signed_in(page, live_server, people[role]())
    for name, path in pages.items():
        page.goto(f"{live_server.url}{path}")
        page.wait_for_load_state("networkidle")
        if found := list(faults(page)):
            wrong[name] = found
    assert wrong == {}


def test_the_main_journey_goes_with_the_keyboard_alone(
    page: Page, live_server: LiveServer, story: Story
) -> None:
    story.start().answer_the_rest("ALK-17")
    story.find("ALK-17", "Endast vatten fanns")
    story.finish().send()
    page.goto(f"{live_server.url}/login/")
    tab_to(page, "#id_login")
    page.keyboard.type(story.officer.email)
    tab_to(page, "#id_password")
    page.keyboard.type("lösenord-för-test")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")

    page.keyboard.press("/")
    page.keyboard.type("krogen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    tab_to(page, "main table a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/venues/**")
    tab_to(page, ".timeline a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/visits/**")
    tab_to(page, "main form[action$='/seal'] button")
    page.keyboard.press("Enter")
    page.get_by_text("Avsnittet är förseglat.").wait_for()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus; fails when it never gets it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"The keyboard does not reach {selector}.")


def test_pages_work_without_javascript(
    scriptless: Page, live_server: LiveServer, pages: dict[str, str], karin: User
) -> None:
    signed_in(scriptless, live_server, karin)
    for name, path in pages.items():
        scriptless.goto(f"{live_server.url}{path}")
        assert scriptless.locator("h1").first.is_visible(), name
    scriptless.goto(f"{live_server.url}{pages['venues']}")
    scriptless.set_viewport_size({"width": 360, "height": 700})
    expect(scriptless.get_by_role("link", name="Besök", exact=True)).to_be_visible()


def test_the_first_load_is_small(page: Page, live_server: LiveServer) -> None:
    """At most 150 kB compressed, without the map."""
    sizes: dict[str, int] = {}
    page.on(
        "response",
        lambda one: sizes.update({one.url: len(gzip.compress(one.body()))}),
    )
    page.goto(f"{live_server.url}/login/")
    page.wait_for_load_state("networkidle")
    assert any("designsystemet" in url for url in sizes)
    assert sum(sizes.values()) < 150_000, sizes
