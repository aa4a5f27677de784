"""The web process with a bug sown in: look first, then insert, and no key to stop it.

Only the fire test serves this, to prove that it would notice. The fire takes the keys
away in its own database; here goes the lock that lets one batch at a time speak of a
visit. What is left looks for known entries, and inserts those it did not see.
"""

from config.wsgi import application
from inspections.services import receive


def _no_lock(_visits: object) -> None:
    """Let everybody in at once."""


receive.lock_visits = _no_lock

__all__ = ["application"]
