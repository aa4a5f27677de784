"""A follow-up of the first half of 2026, taken as far as a test wants it."""

from datetime import date
from typing import Any

from accounts.models import User
from promises.models import FollowUp, Promise
from promises.services.follow_up_approval import approve_follow_up
from promises.services.follow_ups import (
    begin_follow_up,
    freeze_follow_up,
    write_of_promise,
)
from tests.conftest import Town

JULY = "2026-07-20T10:00:00+02:00"
LAST = date(2026, 6, 30)


def begun(karin: User, town: Town, **said: Any) -> FollowUp:
    return begin_follow_up(
        user=karin, municipality=town.municipality,
        **{
            "last": LAST, "due_on": date(2026, 8, 15), "contact": "trygghet@example.test",
            **said,
        },
    )  # fmt: skip


def frozen(karin: User, town: Town, of: Promise, **said: Any) -> FollowUp:
    row = begun(karin, town, **said)
    write_of_promise(
        user=karin, follow_up=row.pk, promise=of.pk,
        came="Två av fyra vandringar blev av; två föll på sjukdom.",
        next_step="Två vandringar i höst.",
    )  # fmt: skip
    return freeze_follow_up(user=karin, follow_up=row.pk)


def approve(row: FollowUp, *people: User) -> None:
    for one in people:
        approve_follow_up(user=one, follow_up=row.pk, fingerprint=row.fingerprint)
