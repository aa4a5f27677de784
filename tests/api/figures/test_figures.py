import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from evidence.indicators.registry import REGISTRY
from evidence.models import PeriodKind
from evidence.services.baselines import set_baseline
from tests.conftest import Town
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of_karin(story: Story, karin: User) -> Client:
    story.start()
    story.find("ALK-08", "Märkbart påverkad gäst serverades")
    story.answer_the_rest("ALK-08").finish().send()
    story.seal()
    client = Client()
    client.force_login(karin)
    return client


def test_definitions_come_in_both_languages(client_of_karin: Client) -> None:
    rows = client_of_karin.get(reverse("api_indicators")).json()
    assert [row["code"] for row in rows] == list(REGISTRY)
    by_code = {row["code"]: row for row in rows}
    assert by_code["KI7"]["name"] == {
        "sv": "Överservering konstaterad", "en": "Over-serving found",
    }  # fmt: skip
    assert by_code["KI7"]["awaits"] is None
    assert by_code["KO1"]["awaits"]["sv"] == "tidtabeller"


def test_a_period_has_its_figures(client_of_karin: Client) -> None:
    answer = client_of_karin.get(reverse("api_figures"), {"period": "2026H2"}).json()
    assert (answer["first"], answer["last"]) == ("2026-07-01", "2026-12-31")
    assert answer["published_at"] is None
    figures = {row["code"]: row for row in answer["figures"]}
    assert (figures["KI7"]["counted"], figures["KI7"]["among"]) == (1, 1)
    assert figures["KI18"]["value"] is None


def test_one_figure_has_its_parts(client_of_karin: Client) -> None:
    where = reverse("api_figure", args=["KI7"])
    answer = client_of_karin.get(where, {"period": "2026H2"}).json()
    parts = {row["part"]: row["counted"] for row in answer["figures"]}
    assert parts == {
        "": 1, "zone:17-20": 0, "zone:20-23": 0, "zone:23-02": 1, "zone:02-05": 0,
        "drawn": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "args", "asked", "status", "code"),
    [
        ("api_figures", [], {}, 400, "period_missing"),
        ("api_figures", [], {"period": "2026H7"}, 400, "period_missing"),
        ("api_figures", [], {"period": "2026", "agency": "0"}, 404, "not_found"),
        ("api_figures", [], {"period": "2026", "agency": "١"}, 404, "not_found"),
        ("api_figure", ["KI99"], {"period": "2026"}, 404, "not_found"),
    ],
)
def test_what_cannot_be_answered_is_a_problem_with_a_sentence(
    client_of_karin: Client, name: str, args: list[str], asked: dict[str, str],
    status: int, code: str,
) -> None:  # fmt: skip
    answer = client_of_karin.get(reverse(name, args=args), asked)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_another_agencys_figures_are_not_to_be_had(
    client_of_karin: Client, story: Story, petra: User
) -> None:
    client = Client()
    client.force_login(petra)
    theirs = story.officer.memberships.get().agency_id
    answer = client.get(reverse("api_figures"), {"period": "2026", "agency": theirs})
    assert answer.status_code == 404
    own = client.get(reverse("api_figure", args=["KI7"]), {"period": "2026H2"}).json()
    assert own["figures"][0]["among"] == 0


def test_the_baseline_in_force_stands_beside_the_whole_figure(
    client_of_karin: Client, karin: User, ostersund: Town
) -> None:
    for of, value in (("2020", 0.4), ("2022", 0.3)):
        set_baseline(
            user=karin, agency=ostersund.agencies["licensing"], indicator=REGISTRY["KI7"],
            kind=PeriodKind.HALF_YEAR, of=of, value=value, source="Årsrapport",
            why="första hela året",
        )  # fmt: skip
    answer = client_of_karin.get(
        reverse("api_figure", args=["KI7"]), {"period": "2026H2"}
    ).json()
    whole, *parts = answer["figures"]
    assert whole["baseline"] == {
        "of": "2022", "value": 0.3, "source": "Årsrapport", "caveat": "", "version": 1,
    }  # fmt: skip
    assert {one["baseline"] for one in parts} == {None}
    every = client_of_karin.get(reverse("api_figures"), {"period": "2026H2"}).json()
    told = {one["code"]: one["baseline"] for one in every["figures"]}
    assert told["KI7"] == whole["baseline"]
    assert told["KI10"] is None
    twelve = client_of_karin.get(
        reverse("api_figure", args=["KI7"]), {"period": "R12-2026-11-01"}
    ).json()
    assert twelve["figures"][0]["baseline"] is None  # of another length of time
