"""The page of a figure's baselines."""

import pytest
from django.test import Client
from django.urls import reverse

from evidence.models import Baseline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("venue")]
SAID = {
    "kind": "year", "of": "2020", "value": "35,5", "source": "Årsrapport 2020",
    "why": "Första hela året", "caveat": "Pandemiår",
}  # fmt: skip


@pytest.mark.parametrize(
    ("period", "chosen"), [("2026", "year"), ("2026H1", "half_year")]
)
def test_the_length_of_the_period_that_is_looked_at_is_chosen_beforehand(
    desk: Client, period: str, chosen: str
) -> None:
    address = reverse("figure_baseline", args=["KI1"])
    page = desk.get(address, {"period": period}).content.decode()
    assert f'<option value="{chosen}" selected' in page


def test_a_share_is_written_in_per_cent_and_what_stood_before_stays(
    desk: Client,
) -> None:
    address = reverse("figure_baseline", args=["KI1"]) + "?period=2026"
    assert desk.post(address, SAID).status_code == 302
    assert Baseline.objects.get().value == pytest.approx(0.355)
    desk.post(address, {**SAID, "value": "30", "why": "Räknat om"})
    page = desk.get(address).content.decode()
    assert page.index("2020: 30,0 %") < page.index("2020: 35,5 %")
    assert page.count("ersatt") == 1


@pytest.mark.parametrize("wrong", [{"value": "135"}, {"why": "."}, {"source": ""}])
def test_what_is_refused_comes_back_as_it_was_written(
    desk: Client, wrong: dict[str, str]
) -> None:
    address = reverse("figure_baseline", args=["KI1"]) + "?period=2026"
    page = desk.post(address, {**SAID, **wrong}).content.decode()
    assert "Pandemiår" in page
    assert not Baseline.objects.exists()
