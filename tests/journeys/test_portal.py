"""A venue's manager who comes for the first time, on a phone; and every page of the
venue's own and of training, looked at by axe.
"""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from core.models import Letter
from inspections.models import (
    Obligation,
    ObligationState,
    ProofFile,
    RecipientKind,
)
from inspections.services.releasing import release_section
from portal.services.inviting import invite
from tests.architecture.world import make_world, manager_of, picture
from tests.conftest import Town
from tests.inspections.story import Story
from tests.journeys.conftest import opened
from tests.journeys.test_every_page import faults, signed_in
from venues.models import Assignment, Holder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_CLICKS = 6
WORDS = {
    "sv": ("Börja", "Skicka", "Ert bevis är skickat"),
    "en": ("Begin", "Send it", "Your proof is sent"),
}
NEXT = {"sv": "Någon på myndigheten", "en": "Somebody at the authority"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_newcomer_sends_proof_within_six_clicks(
    language: str,
    browser: Browser,
    live_server: LiveServer,
    story: Story,
    karin: User,
    ostersund: Town,
    tmp_path: Path,
) -> None:
    holder = Holder.objects.create(
        municipality=ostersund.municipality, name="Påhitt AB"
    )
    Assignment.objects.create(venue=story.venue, holder=holder)
    story.start()
    story.find("ALK-03", "Påhittad brist")
    story.answer_the_rest("ALK-03").finish().send()
    story.seal()
    release_section(
        user=karin, visit=story.visit, code="licensing",
        recipient_kind=RecipientKind.VENUE, recipient_name="Krogen",
        recipient_agency=None, ground="FL 10 §", weighing="Inget",
    )  # fmt: skip
    invite(user=karin, venue=story.venue, email="ny@example.test", language=language)
    letter = Letter.objects.get(to="ny@example.test")
    found = re.search(r"/venue/welcome/\S+", letter.text)
    assert found is not None
    shown = tmp_path / "skylt.jpg"
    shown.write_bytes(picture())
    said: list[str] = []
    page = opened(browser, said, is_mobile=True, has_touch=True)
    page.set_viewport_size({"width": 390, "height": 844})
    clicks = 0
    begin, send, sent = WORDS[language]

    page.goto(f"{live_server.url}{found.group()}")
    clicks += 1  # the link in the mail
    assert page.locator("html").get_attribute("lang") == language
    assert_sound(page)
    page.locator("#id_name").fill("Nya Påhitt")
    page.get_by_role("button", name=begin, exact=True).click()
    clicks += 1
    page.wait_for_url("**/venue/*/")
    assert_sound(page)
    page.get_by_role("link", name=re.compile("ALK-03")).first.click()
    clicks += 1
    page.wait_for_url("**/findings/**")
    assert_sound(page)
    page.locator("#id_shown").set_input_files(str(shown))
    clicks += 2  # the field, and the photo
    page.get_by_role("button", name=send, exact=True).click()
    clicks += 1
    page.get_by_text(sent).wait_for()
    page.get_by_text(NEXT[language]).wait_for()
    assert_sound(page)

    assert clicks <= MOST_CLICKS
    assert said == []
    page.context.close()
    assert Obligation.objects.get().state == ObligationState.REMEDIED
    assert bytes(ProofFile.objects.get().content) == picture()


def assert_sound(page: Page) -> None:
    assert Axe().run(page).response["violations"] == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_every_page_of_the_venue_and_of_training_is_sound(
    wanderer: Page, live_server: LiveServer, story: Story, karin: User, ostersund: Town
) -> None:
    world = make_world(story, karin, ostersund)
    venue = {"venue": world.venue}
    theirs = [
        reverse("portal_standing", kwargs=venue),
        reverse("portal_finding", kwargs={**venue, "obligation": world.obligation}),
        reverse("portal_protocol", kwargs={**venue, "release": world.release}),
        reverse("portal_case", kwargs={**venue, "case": world.told_case}),
        reverse("portal_self_check", kwargs={**venue, "check": world.check}),
        *(
            reverse(f"portal_{name}", kwargs=venue)
            for name in ("mail", "documents", "staff", "nights", "school", "incidents",
                         "notify", "self_checks")
        ),
        reverse("my_venues"),
    ]  # fmt: skip
    ours = [
        *(
            reverse(name)
            for name in ("session_list", "course_list", "person_list", "coverage",
                         "requirement_list", "knowledge_list", "certificate_imports",
                         "notification_list")
        ),
        reverse("session_detail", args=[world.session]),
        reverse("attendance", args=[world.session, 1]),
        reverse("session_list_paper", args=[world.session]),
        reverse("present", args=[world.code]),
        reverse("course_detail", args=[world.course]),
        reverse("person_detail", args=[world.person]),
        reverse("venue_coverage", args=[world.venue]),
        reverse("certificate_import", args=[world.certificates]),
        reverse("venue_managers", args=[world.venue]),
        reverse("protocol_give", args=[world.visit, "licensing"]),
        reverse("finding_detail", args=[world.finding]),
    ]  # fmt: skip
    open_to_all = [
        reverse("certificate_ask"),
        reverse("certificate_public", args=[world.number]),
        reverse("my_link"),
        reverse("my_page", args=[world.address]),
        reverse("my_paper", args=[world.address, world.sitting]),
        reverse("my_evaluation", args=[world.address, world.enrolment]),
        reverse("welcome", args=[world.invitation]),
        reverse("account_request_login_code"),
    ]
    wrong: dict[str, list[str]] = {}
    looks(wanderer, live_server, open_to_all, wrong)
    signed_in(wanderer, live_server, manager_of("manager", ostersund))
    looks(wanderer, live_server, theirs, wrong)
    signed_in(wanderer, live_server, karin)
    looks(wanderer, live_server, ours, wrong)
    assert wrong == {}


def looks(
    page: Page, live_server: LiveServer, paths: list[str], wrong: dict[str, list[str]]
) -> None:
    for path in paths:
        answer = page.goto(f"{live_server.url}{path}")
        assert answer is not None
        assert answer.status == 200, path
        if found := list(faults(page)):
            wrong[path] = found
