"""A November evening on which a town reports together."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from accounts.models import User
from situation.models import Cycle, Reporter
from tests.api.field.test_photos import jpeg
from tests.conftest import Town
from tests.situation import town

NOW = "2026-11-09T22:30:00+01:00"


@pytest.fixture
def november() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as now:
        yield now


@pytest.fixture
def cycle(november: Any, karin: User, ostersund: Town) -> Cycle:
    """2 to 15 November, due on the 16th at noon, met on the 17th at nine."""
    return town.cycles(karin, ostersund)


@pytest.fixture
def who(cycle: Cycle, karin: User, ostersund: Town) -> Reporter:
    return town.reporter(karin, ostersund)


@pytest.fixture
def photo() -> bytes:
    return jpeg()
