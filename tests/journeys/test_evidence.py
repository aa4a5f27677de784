"""Figures, evidence and packs in a real browser: looked at by axe, and a pack checked from
the file by somebody who never signs in.
"""

import hashlib

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from evidence.models import Pack
from evidence.services.packing import pack_path
from tests.architecture.world import (
    make_certification,
    make_evidence,
    make_packs,
    make_promises,
    make_walk,
)
from tests.conftest import Town
from tests.inspections.story import Story
from tests.journeys.test_every_page import faults, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shown(story: Story, karin: User, ostersund: Town) -> dict[str, str]:
    """Something on every page."""
    story.start()
    story.find("ALK-08", "Märkbart påverkad gäst serverades")
    story.answer_the_rest("ALK-08").finish().send()
    story.seal()
    return (
        make_evidence(karin, ostersund)
        | make_packs(karin, ostersund)
        | make_certification(karin, ostersund)
        | make_walk(story.officer, karin, ostersund)
        | make_promises(karin, ostersund)
    )


def test_every_page_of_figures_and_evidence_is_sound(
    wanderer: Page,
    live_server: LiveServer,
    shown: dict[str, str],
    karin: User,
) -> None:
    signed_in(wanderer, live_server, karin)
    wrong = []
    for name, arguments in (
        ("figure_sheet", []), ("figure_detail", ["KI7"]), ("figure_rows", ["KI7"]),
        ("figures_yearly", []), ("publication_list", []),
        ("evidence_board", []), ("evidence_mine", []), ("attribute_detail", ["W3"]),
        ("item_new", []), ("item_detail", [shown["item"]]),
        ("certification_list", []), ("certification_detail", [shown["certification"]]),
        ("sheet_list", []), ("sheet_detail", [shown["sheet"]]),
        ("figure_baseline", ["KI7"]), ("figure_before_after", ["KI7"]),
        ("promise_list", []), ("promise_detail", [shown["promise"]]),
        ("goal_detail", [shown["goal"]]), ("activity_detail", [shown["activity"]]),
        ("source_add", [shown["problem"]]),
        ("follow_up_list", []), ("follow_up_detail", [shown["follow_up"]]),
        ("follow_up_detail", [shown["frozen_follow_up"]]),
        ("follow_up_words", [shown["follow_up"], shown["promise"]]),
        ("walk_list", []), ("walk_detail", [shown["walk"]]),
        ("walk_detail", [shown["planned_walk"]]), ("note_list", []), ("area_list", []),
        ("pack_list", []), ("pack_new", []), ("pack_detail", [shown["pack"]]),
        ("pack_detail", [shown["waiting_pack"]]),
        ("pack_compare", [shown["pack"], shown["earlier"]]), ("pack_check", []),
    ):  # fmt: skip
        answer = wanderer.goto(live_server.url + reverse(name, args=arguments))
        assert answer is not None
        assert answer.status == 200, name
        wrong += [f"{name}: {one}" for one in faults(wanderer)]
    assert wrong == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_became_of_the_promises_is_sound_for_everybody(
    page: Page, live_server: LiveServer, shown: dict[str, str], language: str
) -> None:
    for name, arguments in (
        ("public_follow_ups", ["2380"]),
        ("public_follow_up", ["2380", shown["told_half_year"]]),
    ):
        address = live_server.url + reverse(name, args=arguments)
        answer = page.goto(f"{address}?language={language}")
        assert answer is not None
        assert answer.status == 200
        assert page.locator("html").get_attribute("lang") == language
        assert list(faults(page)) == []
    assert page.context.cookies() == []


def test_anybody_checks_a_pack_from_its_file(
    page: Page, live_server: LiveServer, shown: dict[str, str]
) -> None:
    row = Pack.objects.get(pk=shown["pack"])
    page.goto(live_server.url + reverse("pack_check"))
    page.set_input_files("#pack", pack_path(row))
    digest = hashlib.sha256(pack_path(row).read_bytes()).hexdigest()
    expect(page.locator("[name=digest]")).to_have_value(digest)
    page.get_by_role("button", name="Kontrollera", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("till sista byten")
