from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from evidence.indicators.indicator import NO_DENOMINATOR
from evidence.indicators.registry import REGISTRY
from evidence.models import FrozenFigure, Publication
from tests.inspections.story import Story
from venues.models import Duration, Licence, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(story: Story, venue: Venue) -> Story:
    Licence.objects.create(
        venue=venue, duration=Duration.PERMANENT, audiences=["public"],
        max_persons=60, valid_from=date(2020, 1, 1),
    )  # fmt: skip
    story.start()
    story.find("ALK-08", "Märkbart påverkad gäst serverades")
    story.write("counted", {"guests": 80, "serving": 4, "trained": 1}, "common")
    story.answer_the_rest("ALK-08").finish().send()
    story.seal()
    return story


@pytest.mark.parametrize("code", REGISTRY)
def test_every_indicator_has_a_page(desk: Client, seen: Story, code: str) -> None:
    page = desk.get(reverse("figure_detail", args=[code]))
    assert page.status_code == 200
    assert str(REGISTRY[code].numerator) in page.content.decode()


@pytest.mark.parametrize("side", ["counted", "among"])
@pytest.mark.parametrize(
    "code", [code for code, one in REGISTRY.items() if not one.waits]
)
def test_every_number_can_be_clicked_down_to_its_rows(
    desk: Client, seen: Story, code: str, side: str
) -> None:
    answer = desk.get(reverse("figure_rows", args=[code]), {"side": side})
    indicator = REGISTRY[code]
    # What the scheme asks for is a list in its text, and half-years are days: no rows.
    is_of_rows = indicator.denominator != NO_DENOMINATOR and code not in {
        "KA1",
        "KA4",
        "KA5",
    }
    has_rows = side == "counted" or is_of_rows
    assert answer.status_code == (200 if has_rows else 404)
    if has_rows:
        file = desk.get(
            reverse("figure_rows", args=[code]), {"side": side, "export": "csv"}
        )
        assert file.status_code == 200


def test_the_page_says_what_was_seen(desk: Client, seen: Story, venue: Venue) -> None:
    page = desk.get(reverse("figure_sheet")).content.decode()
    assert "KI7 Överservering konstaterad" in page
    assert "100,0 %" in page
    assert "20,7–100,0 %" in page  # one of one, by Wilson
    rows = desk.get(reverse("figure_rows", args=["KI18"]), {"side": "among"})
    assert venue.name in rows.content.decode()
    counted = desk.get(reverse("figure_rows", args=["KI18"]))
    assert venue.name not in counted.content.decode()


def test_the_sheet_comes_as_a_file(desk: Client, seen: Story) -> None:
    file = desk.get(reverse("figure_sheet"), {"export": "csv", "period": "2026H2"})
    assert file["Content-Disposition"].endswith('nyckeltal-2026H2.csv"')
    lines = file.content.decode("utf-8-sig").splitlines()
    assert any(line.startswith("KI7 Överservering konstaterad;") for line in lines)


def test_another_agency_sees_its_own_and_nobody_elses(seen: Story, petra: User) -> None:
    client = Client()
    client.force_login(petra)
    own = seen.officer.memberships.get().agency_id
    page = client.get(reverse("figure_detail", args=["KI7"]), {"agency": own})
    assert "0 / 0" in page.content.decode()


def test_publishing_is_said_and_the_sheet_shows_it(desk: Client, seen: Story) -> None:
    where = f"{reverse('figures_publish')}?period=2025H2"
    assert "fryst" in desk.post(where, follow=True).content.decode()
    assert Publication.objects.get().first == date(2025, 7, 1)
    again = desk.post(where, {"reason": ""}, follow=True).content.decode()
    assert "Skriv varför" in again
    assert Publication.objects.count() == 1
    desk.post(where, {"reason": "En fälla i registret"})
    listed = desk.get(reverse("publication_list")).content.decode()
    assert "En fälla i registret" in listed
    assert "Inget har ändrats sedan dess" in listed
    assert "någon har ändrat dem" not in listed
    FrozenFigure.objects.filter(indicator="KI7", part="").update(value=0.5)
    listed = desk.get(reverse("publication_list")).content.decode()
    assert "någon har ändrat dem" in listed


@pytest.mark.parametrize(
    "asked",
    [
        {"period": "9999H1"}, {"period": "R12-2026-02-30"}, {"period": "1990"},
        {"period": "2199"}, {"agency": "99999"},
    ],
)  # fmt: skip
def test_a_period_that_is_none_is_this_half_year(
    desk: Client, asked: dict[str, str]
) -> None:
    for name, args in (("figure_sheet", []), ("figure_detail", ["KI14"])):
        assert desk.get(reverse(name, args=args), asked).status_code == 200


def test_the_yearly_survey_says_what_is_not_recorded(desk: Client, seen: Story) -> None:
    where = reverse("figures_yearly")
    page = desk.get(where, {"period": "2026"}).content.decode()
    assert "inte registrerat" in page
    assert "Året är inte slut" in page
    for asked in ("1990", "2199", "2026H1", "x"):
        assert desk.get(where, {"period": asked}).status_code == 200
    file = desk.get(where, {"period": "2026", "export": "csv"}).content.decode(
        "utf-8-sig"
    )
    assert any(
        line.endswith(";1") and "minst en gång" in line for line in file.splitlines()
    )
