"""The photos of a pack as its document shows them, shrunk while the next attachment is
being read: two at a time, and never more than a few in memory.
"""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore

from core.pdf.photo import shrunk

_LOG = logging.getLogger(__name__)
_AT_ONCE = 2


class Previews:
    """Photos on their way into a folder."""

    def __init__(self, folder: Path, workers: ThreadPoolExecutor) -> None:
        self._folder, self._workers = folder, workers
        self._room = BoundedSemaphore(2 * _AT_ONCE)

    def add(self, name: str, content: bytes) -> None:
        """Shrink a photo; none where it cannot be shown."""
        self._room.acquire()
        self._workers.submit(self._shrink, name, content)

    def _shrink(self, name: str, content: bytes) -> None:
        try:
            (self._folder / name).write_bytes(shrunk(BytesIO(content)))
        except Exception:  # noqa: BLE001 — a picture that Pillow cannot read stops no pack
            _LOG.warning("A photo cannot be shown: %s", name, exc_info=True)
        finally:
            self._room.release()


@contextmanager
def previews(folder: Path) -> Iterator[Previews]:
    """A folder that photos are shrunk into; when it is left they are all there."""
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        yield Previews(folder, workers)
