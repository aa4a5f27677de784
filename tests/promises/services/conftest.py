"""July 2026, a promise that goes on, and who speaks for the police."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from accounts.models import Role, User
from promises.models import Promise
from tests.conftest import Town, make_person
from tests.promises.follow_up import JULY
from tests.promises.town import promise


@pytest.fixture
def july() -> Iterator[Any]:
    with time_machine.travel(JULY, tick=False) as now:
        yield now


@pytest.fixture
def made(july: Any, karin: User, ostersund: Town) -> Promise:
    return promise(karin, ostersund)


@pytest.fixture
def chief(ostersund: Town) -> User:
    return make_person("Polischefen", ostersund, "police", Role.POLICE_APPROVER)
