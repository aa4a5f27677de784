"""Letting something have happened on an earlier day: the demo tells a year in a minute."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from core import clock


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """The application's clock stands at that moment."""
    with patch.object(clock, "now", lambda: moment):
        yield
