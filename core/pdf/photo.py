"""A photo for print: shrunk, and without what its file knew beyond the picture."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image as Picture
from PIL import ImageOps
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

_SIDE_PIXELS, _QUALITY, _SIDE = 1000, 72, 80 * mm


Source = Callable[[], Path | BytesIO]
"""Where a photo is read from, each time that it is needed."""


class PrintedPhoto(Flowable):  # type: ignore[misc]
    """A photo of at most 80 × 80 mm, read when it is drawn and not before.

    Raises `OSError` when it is no picture.
    """

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source
        with Picture.open(source()) as picture:
            turned = picture.getexif().get(0x0112, 1) >= 5  # noqa: PLR2004 — lies on its side
            width, height = picture.size[::-1] if turned else picture.size
        scale = min(_SIDE / width, _SIDE / height)
        self.width, self.height = width * scale, height * scale

    def wrap(self, *_available: Any) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        if not self.canv.is_counting:
            self.canv.drawImage(
                _Jpeg(shrunk(self.source())), 0, 0, self.width, self.height
            )


class _Jpeg(ImageReader):  # type: ignore[misc]
    """JPEG bytes that go into the document as they are.

    ReportLab would unfold each picture to its pixels, to name and to deflate it: a
    hundred megabytes for what takes ten.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(BytesIO(content))
        self._content = content
        self._dataA = None  # a JPEG has no mask

    def jpeg_fh(self) -> BytesIO:
        return BytesIO(self._content)

    def getRGBData(self) -> bytes:  # noqa: N802 — ReportLab's name; asked for the digest
        return self._content


def shrunk(source: Path | BytesIO) -> bytes:
    """The picture upright as a JPEG of at most 1000 pixels a side: nothing else of the
    file comes with it. The same bytes always.
    """
    file = BytesIO()
    with Picture.open(source) as picture:
        picture.draft("RGB", (_SIDE_PIXELS, _SIDE_PIXELS))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((_SIDE_PIXELS, _SIDE_PIXELS))
        upright.save(file, "JPEG", quality=_QUALITY, comment=b"")  # else it is kept
    return file.getvalue()
