"""A photo for print: shrunk, and without what its file knew beyond the picture."""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image as Picture
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

_PRINTED_PIXELS, _QUALITY, _SIDE = 800, 72, 80 * mm  # 254 pixels an inch

_ORIENTATION = 0x0112
_TURNS = {
    2: Picture.Transpose.FLIP_LEFT_RIGHT,
    3: Picture.Transpose.ROTATE_180,
    4: Picture.Transpose.FLIP_TOP_BOTTOM,
    5: Picture.Transpose.TRANSPOSE,
    6: Picture.Transpose.ROTATE_270,
    7: Picture.Transpose.TRANSVERSE,
    8: Picture.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})


class PrintedPhoto(Flowable):  # type: ignore[misc]
    """A photo of at most 80 × 80 mm, read when it is drawn and not before. `is_ready` when
    it was `shrunk` before.

    Raises `OSError` when it is no picture.
    """

    def __init__(self, path: Path, *, is_ready: bool = False) -> None:
        super().__init__()
        self.path, self.is_ready = path, is_ready
        with Picture.open(path) as picture:
            width, height = picture.size
            if _orientation(picture) in _ON_ITS_SIDE:
                width, height = height, width
        scale = min(_SIDE / width, _SIDE / height)
        self.width, self.height = width * scale, height * scale

    def wrap(self, *_available: Any) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        if not self.canv.is_counting:
            content = self.path.read_bytes() if self.is_ready else shrunk(self.path)
            self.canv.drawImage(_Jpeg(content), 0, 0, self.width, self.height)


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


def shrunk(source: Path | BytesIO, side: int = _PRINTED_PIXELS) -> bytes:
    """The picture upright as a JPEG of at most `side` pixels: nothing else of the file
    comes with it, not even what lies under what is transparent. The same bytes always.

    Raises `OSError` when it is no picture.
    """
    file = BytesIO()
    with Picture.open(source) as picture:
        turn = _TURNS.get(_orientation(picture))
        picture.draft("RGB", (side, side))
        shown: Picture.Image = _opaque(picture)
        shown.thumbnail((side, side))
        if turn is not None:
            shown = shown.transpose(turn)
        shown.save(file, "JPEG", quality=_QUALITY, comment=b"")  # else it is kept
    return file.getvalue()


def _orientation(picture: Picture.Image) -> int:
    """How it lies, as its file says; what cannot be read lies as it is."""
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 — Pillow answers broken EXIF with whatever comes
        return 1


def _opaque(picture: Picture.Image) -> Picture.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    paper = Picture.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper
