"""The page dies in the middle of a word, again and again."""

import os
import random
import time

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.journeys.tablet.conftest import Enrolled
from venues.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)

DEATHS = int(os.environ.get("LYKTA_DEATHS", "4"))  # `make fire-field` takes fifty
WORDS = "Vakten visade in en gäst som vacklade, och baren serverade honom en öl till. "


def test_at_most_a_second_of_typing_is_lost(
    officers: Enrolled, krogen: Venue, ines: User
) -> None:
    officer = officers(ines)
    officer.start_visit(krogen.name).at("Bild och text")
    address, chance = officer.page.url, random.Random(4)
    for death in range(DEATHS):
        box = officer.page.get_by_label("Skriv fritt")
        box.fill("")
        typed, begun = [(0.0, 0)], time.monotonic()
        lasts = chance.uniform(1.2, 2.6)  # the text before is gone by then
        while (now := time.monotonic()) - begun < lasts:
            sign = WORDS[len(typed) % len(WORDS)]
            box.press_sequentially(sign)
            typed.append((now, len(typed)))
        officer.crash()
        died = time.monotonic()
        officer.page.goto(address)
        officer.unlock()
        officer.page.goto(address)
        box = officer.page.get_by_label("Skriv fritt")
        expect(box).to_be_visible()
        written = "".join(WORDS[at % len(WORDS)] for at in range(1, len(typed)))
        kept = box.input_value()
        safe = max(length for at, length in typed if at < died - 1)
        assert written.startswith(kept), f"death {death}: {kept!r}"
        assert len(kept) >= safe, f"death {death}: {kept!r} of {written[:safe]!r}"
