import json
from datetime import date, timedelta

import pytest

from accounts.models import User
from core import clock
from core.errors import Invalid, NotAllowed
from tests.conftest import Town
from tests.venues.rules.test_outline import POLYGON
from venues.models import Area
from venues.services.areas import bring_in_area

pytestmark = pytest.mark.django_db
FILE = json.dumps(POLYGON).encode()


def bring(user: User, town: Town, day: date, content: bytes = FILE) -> Area:
    return bring_in_area(
        user=user, municipality=town.municipality, name="Centrum", content=content,
        valid_from=day,
    )  # fmt: skip


def test_a_new_version_ends_the_one_before_and_leaves_its_days_alone(
    karin: User, ostersund: Town
) -> None:
    bring(karin, ostersund, date(2020, 1, 1))
    bring(karin, ostersund, date(2025, 7, 1))
    rows = Area.objects.order_by("valid_from").values_list("valid_from", "valid_to")
    assert list(rows) == [
        (date(2020, 1, 1), date(2025, 6, 30)), (date(2025, 7, 1), None),
    ]  # fmt: skip


def test_history_is_not_drawn_anew(karin: User, ostersund: Town) -> None:
    bring(karin, ostersund, date(2025, 7, 1))
    for day in (date(2025, 7, 1), date(2024, 1, 1)):
        with pytest.raises(Invalid):
            bring(karin, ostersund, day)
    with pytest.raises(Invalid):
        bring(karin, ostersund, clock.today() + timedelta(days=4000))
    with pytest.raises(Invalid):
        bring(karin, ostersund, date(2025, 8, 1), b"{}")
    assert Area.objects.get().valid_to is None


def test_only_who_brings_in_the_register_brings_in_an_area(
    ines: User, sten: User, ostersund: Town
) -> None:
    for user in (ines, sten):
        with pytest.raises(NotAllowed):
            bring(user, ostersund, date(2025, 1, 1))
