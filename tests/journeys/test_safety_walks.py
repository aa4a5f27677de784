"""The pages of safety walks: sound for everybody, and a route drawn on the map."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from core import clock
from situation.models import MeasureState
from situation.services.measures import move_measure
from situation.services.walk_letters import (
    answer_participants,
    send_protocol,
    walk_address,
)
from tests.conftest import Town
from tests.journeys.test_every_page import faults, signed_in
from tests.situation.walking import listed, measure, planned, saw, walked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = {"latitude_e7": 631771000, "longitude_e7": 146301000}


def test_every_page_of_a_safety_walk_is_sound(
    wanderer: Page, live_server: LiveServer, karin: User, ostersund: Town
) -> None:
    before = walked(karin, ostersund)
    row = walked(karin, ostersund, again=before.walk)
    first = before.walk.points.get()
    saw(karin, row, again=str(first.pk), feels="safe", place=HERE)
    listed(karin, row)
    made = measure(karin, row)
    move_measure(
        user=karin, measure=made.pk, state=MeasureState.REFUSED, on=clock.today(),
        words="Marken är inte vår",
    )  # fmt: skip
    send_protocol(user=karin, walk=row.pk)
    answer_participants(user=karin, walk=row.pk, text="Påhitt")
    ahead = planned(karin, ostersund)
    listed(karin, ahead)
    signed_in(wanderer, live_server, karin)
    wrong = {}
    for path in (
        "/walks/", "/walks/safety/new", f"/walks/{row.pk}/", f"/walks/{ahead.pk}/",
        f"/walks/{ahead.pk}/plan", f"/walks/measures/{made.pk}/",
        f"/walk/{walk_address(row)}/", f"/walk/{walk_address(ahead)}/",
    ):  # fmt: skip
        answer = wanderer.goto(f"{live_server.url}{path}")
        assert answer is not None
        assert answer.status == 200, path
        for details in wanderer.locator("main details summary").all():
            details.click()
        if found := list(faults(wanderer)):
            wrong[path] = found
    assert wrong == {}


def test_a_touch_on_the_map_writes_a_stop_and_what_is_written_is_drawn(
    page: Page, live_server: LiveServer, karin: User, ostersund: Town
) -> None:
    signed_in(page, live_server, karin)
    page.goto(f"{live_server.url}/walks/safety/new")
    box, lines = page.locator("#walk-map"), page.locator("textarea[name=route]")
    box.click(position={"x": 120, "y": 80})
    box.click(position={"x": 200, "y": 120})
    written = lines.input_value().split("\n")
    assert [bool(re.match(r"Stopp \d @ 63\.\d+, 14\.\d+$", one)) for one in written] == [
        True, True,
    ]  # fmt: skip
    expect(box.locator("path.leaflet-interactive")).to_have_count(2)
    lines.fill(f"Kiosken @ 63.1771, 14.6301\n{written[0]}\nBara ett namn")
    expect(box.locator("path.leaflet-interactive")).to_have_count(2)
    lines.fill("Bara ett namn")
    expect(box.locator("path.leaflet-interactive")).to_have_count(0)
