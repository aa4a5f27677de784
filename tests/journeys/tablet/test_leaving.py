"""What the tablet says before it is handed back, and whom one calls until then."""

import pytest
from playwright.sync_api import expect

from accounts.models import Agency, User
from inspections.models import Photo
from tests.conftest import Town
from tests.journeys.tablet.conftest import Enrolled
from tests.journeys.tablet.test_evening import picture
from venues.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_text_that_is_not_saved_hinders_the_tablet_from_being_handed_back(
    officers: Enrolled, krogen: Venue, ines: User
) -> None:
    officer = officers(ines)
    officer.start_visit(krogen.name).at("Bild och text")
    page = officer.page
    page.get_by_label("Skriv fritt").fill("Detta glömdes")
    officer.send()
    page.goto(f"{officer.root}/field/#/back")
    officer.press("Hämta kvitto")
    expect(page.get_by_text("Lämna inte tillbaka plattan än")).to_be_visible()

    page.get_by_role("link", name="Detta glömdes").click()
    officer.press("Spara anteckningen")
    officer.saved()
    officer.send().hand_back()


def test_the_venues_card_says_whom_one_calls(
    officers: Enrolled, krogen: Venue, ines: User, ostersund: Town
) -> None:
    Agency.objects.filter(code="police").update(night_phone="+46 63-000 00")
    officer = officers(ines)
    officer.page.goto(f"{officer.root}/field/#/venue/{krogen.pk}")
    call = officer.page.get_by_role("link", name="+46 63-000 00")
    expect(call).to_have_attribute("href", "tel:+466300000")


def test_the_original_of_a_photo_is_kept_when_somebody_asks(
    officers: Enrolled, krogen: Venue, ines: User
) -> None:
    officer = officers(ines)
    taken = picture((2400, 1800))
    officer.start_visit(krogen.name).at("Bild och text")
    officer.press("Behåll originalet också").photograph(taken)
    officer.send().hand_back()
    widths = Photo.objects.order_by("width").values_list("width", flat=True)
    assert list(widths) == [1600, 2400]
    assert Photo.objects.get(width=2400).bytes == len(taken)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("true", "Plattan lovar att behålla det som sparas."),
        ("false", "Plattan kan rensa det som sparas."),
    ],
)
def test_the_tablet_says_whether_it_promises_to_keep_what_is_saved(
    officers: Enrolled, krogen: Venue, ines: User, answer: str, said: str
) -> None:
    officer = officers(ines)
    assert officer.context is not None
    officer.context.add_init_script(
        "StorageManager.prototype.persisted = async () => false;"
        f"StorageManager.prototype.persist = async () => {answer}"
    )
    officer.reopen()
    expect(officer.page.get_by_text(said)).to_be_visible()
