"""An attachment for the public: the picture or the pages, and nothing that the file knew
beyond them — no place, no camera, no author. The same bytes always.
"""

from collections.abc import Iterable
from io import BytesIO

import pikepdf

from core.pdf.photo import shrunk
from core.received_file import PDF

_KNOWN = ("/Metadata", "/PieceInfo", "/LastModified")
_KNOWN_OF_ALL = (
    *_KNOWN, "/Names", "/AcroForm", "/OpenAction", "/AA", "/Collection", "/AF",
)  # fmt: skip


def public_copy(content: bytes, media_type: str) -> bytes:
    """What of a photo or a PDF may be shown to everybody."""
    return _pages(content) if media_type == PDF else shrunk(BytesIO(content))


def _pages(content: bytes) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        _forget(pdf.Root, _KNOWN_OF_ALL)
        _forget(pdf.trailer, ("/Info",))
        for page in pdf.pages:
            _forget(page.obj, (*_KNOWN, "/Annots", "/AA"))
        for one in pdf.objects:  # what pictures and drawings know of themselves
            if isinstance(one, pikepdf.Stream):
                _forget(one, _KNOWN)
        file = BytesIO()
        pdf.save(file, deterministic_id=True, recompress_flate=True)
    return file.getvalue()


def _forget(part: pikepdf.Object, names: Iterable[str]) -> None:
    for name in names:
        if name in part:
            del part[name]
