"""The server's memory: one epoch until a restore makes it forget."""

from django.db import transaction

from core import clock
from inspections.models import ServerEpoch


@transaction.atomic
def begin_epoch(*, reason: str) -> ServerEpoch:
    """Begin a new epoch, as after a restore: devices then offer their entries again."""
    return ServerEpoch.objects.create(began_at=clock.now(), reason=reason)


def current_epoch() -> str:
    """The id of the epoch in force; the first one begins when it is first asked for."""
    row = ServerEpoch.objects.first() or begin_epoch(reason="first start")
    return str(row.pk)
