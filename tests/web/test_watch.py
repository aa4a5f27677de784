from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from core import clock
from core.heartbeat import record_round
from core.models import Letter
from core.post import Draft, write_letters
from web import watch

pytestmark = pytest.mark.django_db


def test_every_page_says_when_the_background_work_stands_still(ines: User) -> None:
    client = Client()
    client.force_login(ines)

    def is_said() -> bool:
        cache.clear()
        return "Bakgrundsarbetet står still" in client.get("/").content.decode()

    with time_machine.travel(watch._BEGAN + timedelta(hours=1), tick=False) as now:
        record_round(clock.now())
        assert not is_said()
        now.shift(181)
        assert is_said()


def test_every_page_says_when_some_of_it_fails_again_and_again(ines: User) -> None:
    client = Client()
    client.force_login(ines)
    record_round(clock.now())  # or all stands still, once this process is old enough
    write_letters([Draft("k", "a@example.test", "A", "A")])
    cache.clear()
    assert "misslyckas" not in client.get("/").content.decode()
    Letter.objects.update(attempts=5)
    cache.clear()
    assert "misslyckas" in client.get("/").content.decode()


def test_whoever_is_not_signed_in_is_told_nothing(client: Client) -> None:
    assert "Bakgrundsarbetet" not in client.get("/login/").content.decode()


def test_a_house_that_was_just_opened_is_not_called_silent(ines: User) -> None:
    client = Client()
    client.force_login(ines)
    cache.clear()
    with time_machine.travel(watch._BEGAN + timedelta(minutes=2), tick=False):
        assert "Bakgrundsarbetet" not in client.get("/").content.decode()
