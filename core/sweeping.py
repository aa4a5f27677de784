"""Sweeps: work that looks for facts nobody has handled yet.

What is due is a query. A sweep may run at any time, twice or by two workers at once, and
a lost message costs a minute. A daily sweep runs when its local hour has come, computed
from the instant: no clock change skips or doubles it.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from core.models import Sweep
from core.nights import local

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Work:
    """One sweep: its name, what it does, the local hour when it is daily, and what would
    be missed without it. It answers how much it handled.
    """

    name: str
    handle: Callable[[], int]
    why: str
    at_hour: int | None = None


def is_due(work: Work, state: Sweep | None, now: datetime) -> bool:
    """Each time, or once a civil day from its hour on."""
    if work.at_hour is None:
        return True
    here = local(now)
    done_for = None if state is None else state.done_for
    return here.hour >= work.at_hour and (done_for is None or done_for < here.date())


def sweep(works: Sequence[Work], now: datetime) -> dict[str, int]:
    """Run what is due, each on its own: one that fails is noted, and the others run.

    Answers how much each handled; what failed is missing there.
    """
    states = Sweep.objects.in_bulk([work.name for work in works])
    handled: dict[str, int] = {}
    for work in works:
        if not is_due(work, states.get(work.name), now):
            continue
        try:
            handled[work.name] = work.handle()
        except Exception as error:  # noqa: BLE001 — whatever it was, the next sweep must run
            _LOG.exception("The sweep %s failed.", work.name)
            _note(work.name, failed_at=now, last_error=repr(error)[:1000])
            continue
        done = {} if work.at_hour is None else {"done_for": local(now).date()}
        _note(work.name, completed_at=now, last_error="", **done)
    return handled


def failing_sweeps() -> list[str]:
    """The sweeps that have failed and not been completed since, by name."""
    failed = Sweep.objects.exclude(failed_at=None)
    again = Q(completed_at=None) | Q(completed_at__lt=F("failed_at"))
    return list(failed.filter(again).values_list("name", flat=True))


def _note(name: str, **state: object) -> None:
    Sweep.objects.update_or_create(name=name, defaults=state)
