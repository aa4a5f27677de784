"""A word on every page when the background work stands still."""

from django.http import HttpRequest

from core import clock
from core.heartbeat import LATEST, is_recent, last_round
from core.kept import keep, kept

_KEY, _SECONDS = "watch:is_silent", 20
_BEGAN = clock.now()  # a house that has just been opened is not silent


def watch(request: HttpRequest) -> dict[str, bool]:
    """Whether no round has come through lately; looked up every twenty seconds."""
    if not request.user.is_authenticated:
        return {}
    is_silent = kept(_KEY)
    if is_silent is None:
        now = clock.now()
        is_silent = now - _BEGAN > LATEST and not is_recent(last_round(), now)
        keep(_KEY, is_silent, _SECONDS)
    return {"is_silent": bool(is_silent)}
