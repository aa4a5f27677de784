"""Several tablets at one visit: joined by a code, without a net, and settled by a person."""

import pytest
from playwright.sync_api import expect

from accounts.models import Role, User
from benchmarks.net import Net
from inspections.models import Entry, HeldEntry, Section, Visit
from tests.conftest import Town, make_person
from tests.journeys.tablet.conftest import Enrolled
from tests.journeys.tablet.officer import Officer
from venues.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)


def code_of(officer: Officer) -> str:
    officer.page.get_by_text("Kod för kollegor").click()
    return officer.page.locator(".code").inner_text()


def join(officer: Officer, venue: str, code: str) -> None:
    officer.page.goto(f"{officer.root}/field/#/tonight")
    officer.page.get_by_label("Sök serveringsställe").fill(venue)
    officer.page.get_by_role("link", name=venue).first.click()
    officer.press("Anslut till ett besök")
    officer.page.get_by_label("Kod från den andra plattan").fill(code)
    officer.press("Anslut")


def test_two_officers_of_one_agency_disagree_and_one_of_them_settles_it(
    officers: Enrolled, net: Net, krogen: Venue, ines: User, ostersund: Town
) -> None:
    ivar = make_person("Ivar", ostersund, "licensing", Role.INSPECTOR)
    first, second = officers(ines), officers(ivar)
    net.cut()
    first.reopen().start_visit(krogen.name)
    code = code_of(first)
    second.reopen()
    join(second, "Annat Påhitt", code)
    expect(
        second.page.get_by_text("Koden hör inte till det här stället")
    ).to_be_visible()
    join(second, krogen.name, code[:3].lower() + " " + code[3:])
    first.answer("ALK-07", "Ok")
    second.answer("ALK-07", "Ej kontrollerat")
    net.join()
    second.send()  # before the visit was begun there: it waits for it
    assert Entry.objects.count() == 0
    first.send()
    assert Visit.objects.count() == 1
    assert not HeldEntry.objects.filter(state__in=["waiting", "quarantined"]).exists()

    for officer in (first, second):
        officer.page.get_by_role("link", name=krogen.name).first.click()
        officer.press("Hör efter vad andra skrivit")
        expect(
            officer.page.get_by_role("heading", name="Svar som skiljer sig")
        ).to_be_visible()
    page = second.page
    page.get_by_label("därför att").fill("Ines stod vid dörren")
    page.get_by_text("Ines").locator("..").get_by_role(
        "button", name="Det här gäller"
    ).click()
    expect(page.get_by_role("heading", name="Svar som skiljer sig")).not_to_be_visible()
    second.send()
    first.press("Hör efter vad andra skrivit")
    expect(
        first.page.get_by_role("heading", name="Svar som skiljer sig")
    ).not_to_be_visible()
    for officer in (first, second):
        officer.hand_back()


def test_each_agency_writes_its_own_section_and_sees_no_other(
    officers: Enrolled, net: Net, krogen: Venue, ines: User, petra: User
) -> None:
    licensing, police = officers(ines), officers(petra)
    net.cut()
    licensing.reopen().start_visit(krogen.name)
    police.reopen()
    join(police, krogen.name, code_of(licensing))
    licensing.note("Bara för tillståndsenheten")
    police.answer("ORD-01", "Ok").note("Bara för polisen")
    net.join()
    licensing.send()
    police.send()
    licensing.page.get_by_role("link", name=krogen.name).first.click()
    licensing.press("Hör efter vad andra skrivit")
    licensing.at("Bild och text")
    expect(licensing.page.get_by_text("Bara för tillståndsenheten")).to_be_visible()
    expect(licensing.page.get_by_text("Bara för polisen")).not_to_be_visible()
    assert set(Section.objects.values_list("code", flat=True)) == {
        "common", "licensing", "police",
    }  # fmt: skip
    joined = Entry.objects.filter(kind="joined").count()
    assert joined == 2
