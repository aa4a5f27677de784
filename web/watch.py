"""A word on every page when the background work stands still."""

from django.http import HttpRequest

from core import clock
from core.heartbeat import is_recent, last_round
from core.kept import keep, kept

_KEY, _SECONDS = "watch:is_silent", 20


def watch(request: HttpRequest) -> dict[str, bool]:
    """Whether no round has come through lately; looked up every twenty seconds."""
    if not request.user.is_authenticated:
        return {}
    is_silent = kept(_KEY)
    if is_silent is None:
        is_silent = not is_recent(last_round(), clock.now())
        keep(_KEY, is_silent, _SECONDS)
    return {"is_silent": bool(is_silent)}
