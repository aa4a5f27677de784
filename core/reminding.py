"""Reminding step by step: each row once for each step, whoever else is at it.

The latest step goes first: when days were missed, the steps before it are not caught up.
"""

from collections.abc import Callable
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
_CHUNK = 1000


def remind_in_steps(
    steps: int,
    waiting: Callable[[int], QuerySet[Row]],
    remind: Callable[[QuerySet[Row], int], int],
) -> int:
    """Call `remind` with the rows that wait for a step, at most a thousand at a time, in a
    transaction that holds them; the sum of what it answers.

    `waiting` leaves out what was reminded of, so that a row is found once a step. Rows
    that another worker has in hand are passed over where the database can.
    """
    done = 0
    for step in range(steps, 0, -1):
        # Asked once: a list that shrinks while it is worked off is read again and again.
        keys = list(waiting(step).order_by().values_list("pk", flat=True))
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            done += _remind(waiting(step).filter(pk__in=chunk), step, remind)
    return done


@transaction.atomic
def _remind(
    rows: QuerySet[Row], step: int, remind: Callable[[QuerySet[Row], int], int]
) -> int:
    rows = rows.order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return remind(rows, step)
