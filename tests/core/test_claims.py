"""Two workers at once, on the real database."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from core import clock
from core.claims import STALE, claim
from core.models import Letter
from core.post import Draft, write_letters

COUNT = 40


def waiting_letters() -> None:
    write_letters(Draft(str(one), "a@example.test", "A", "A") for one in range(COUNT))


@pytest.mark.django_db(transaction=True)
def test_no_row_is_in_two_hands() -> None:
    waiting_letters()
    taken: list[list[str]] = [[], [], []]

    def work(mine: list[str]) -> None:
        try:
            while (row := claim(Letter.objects.filter(sent_at=None))) is not None:
                mine.append(row.key)
        finally:
            connection.close()

    hands = [threading.Thread(target=work, args=(mine,)) for mine in taken]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    every = [key for mine in taken for key in mine]
    assert len(every) == COUNT
    assert set(every) == {str(one) for one in range(COUNT)}


@pytest.mark.django_db
def test_whoever_dies_with_a_row_in_hand_lets_go_of_it() -> None:
    waiting_letters()
    rows = Letter.objects.filter(key="7")
    assert claim(rows) is not None
    assert claim(rows) is None
    rows.update(claimed_at=clock.now() - STALE - timedelta(seconds=1))
    assert claim(rows) is not None
