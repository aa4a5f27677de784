"""A word on every page when the background work stands still, or something in it fails."""

from enum import StrEnum

from django.http import HttpRequest

from core import clock
from core.heartbeat import LATEST, is_recent, last_round
from core.kept import keep, kept
from core.post import stuck_letters
from core.sweeping import failing_sweeps

_KEY, _SECONDS = "watch:trouble", 20
_BEGAN = clock.now()  # a house that has just been opened is not silent


class Trouble(StrEnum):
    """What is wrong with the background work."""

    NONE = "none"
    SILENT = "silent"
    FAILING = "failing"


def watch(request: HttpRequest) -> dict[str, str]:
    """What is wrong in the background; looked up every twenty seconds."""
    if not request.user.is_authenticated:
        return {}
    trouble = kept(_KEY)
    if trouble is None:
        trouble = _trouble()
        keep(_KEY, trouble, _SECONDS)
    return {"trouble": str(trouble)}


def _trouble() -> Trouble:
    now = clock.now()
    if now - _BEGAN > LATEST and not is_recent(last_round(), now):
        return Trouble.SILENT
    return Trouble.FAILING if failing_sweeps() or stuck_letters() else Trouble.NONE
