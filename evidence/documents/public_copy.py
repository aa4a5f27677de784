"""An attachment for the public: the picture or the pages, and nothing that the file knew
beyond them — no place, no camera, no author, no notes. The same bytes always.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from core.pdf.photo import shrunk
from core.received_file import PDF

_OF_A_PAGE = ("/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Resources")
_KNOWN = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/AF",
    "/StructParent",
    "/StructParents",
)
_SIDE_PIXELS = 1600  # as a tablet sends them
_JPEG_START, _JPEG_SCAN = b"\xff\xd8", 0xDA
_JPEG_NEEDED = frozenset({0xE0, 0xEE})
"""Of what applications write into a JPEG: its density, and how its colours are meant."""


def public_copy(content: bytes, media_type: str) -> bytes:
    """What of a photo or a PDF may be shown to everybody."""
    return (
        _pages(content) if media_type == PDF else shrunk(BytesIO(content), _SIDE_PIXELS)
    )


def _pages(content: bytes) -> bytes:
    """The pages in a document of their own: of each what is drawn, nothing about it."""
    with pikepdf.open(BytesIO(content)) as pdf, pikepdf.new() as copy:
        for page in pdf.pages:
            drawn = pikepdf.Dictionary(Type=pikepdf.Name.Page)
            for name in _OF_A_PAGE:
                found = _inherited(page.obj, name)
                if found is not None:
                    drawn[name] = (
                        copy.copy_foreign(found)
                        if found.is_indirect
                        else (copy.copy_foreign(pdf.make_indirect(found)))
                    )
            copy.pages.append(pikepdf.Page(copy.make_indirect(drawn)))
        for one in copy.objects:
            _forget(one)
        file = BytesIO()
        # As they are: a stream that unfolds to hours of work is not unfolded here.
        copy.save(
            file, deterministic_id=True, compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )  # fmt: skip
    return file.getvalue()


def _inherited(page: pikepdf.Object, name: str) -> pikepdf.Object | None:
    """What the page says, or the branch of the tree that it hangs on."""
    node: pikepdf.Object | None = page
    left = 50
    while left and node is not None:
        if name in node:
            return node[name]
        node, left = node.get("/Parent"), left - 1
    return None


def _forget(one: pikepdf.Object) -> None:
    """What pictures and drawings know of themselves."""
    if not isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    for name in _KNOWN:
        if name in one:
            del one[name]
    filters = one.get("/Filter")
    if isinstance(one, pikepdf.Stream) and filters in (
        pikepdf.Name.DCTDecode, pikepdf.Array([pikepdf.Name.DCTDecode]),
    ):  # fmt: skip
        kept = b"".join(_needed(bytes(one.read_raw_bytes())))
        one.write(kept, filter=pikepdf.Name.DCTDecode)


def _needed(jpeg: bytes) -> Iterator[bytes]:
    """The segments of a JPEG without what applications and people noted in it."""
    if not jpeg.startswith(_JPEG_START):
        return
    yield _JPEG_START
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:  # noqa: PLR2004 — every segment begins so
        kind = jpeg[at + 1]
        if kind == _JPEG_SCAN:
            yield jpeg[at:]
            return
        size = 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        is_note = 0xE0 <= kind <= 0xEF or kind == 0xFE  # noqa: PLR2004 — APP0 to APP15, COM
        if not is_note or kind in _JPEG_NEEDED:
            yield jpeg[at : at + size]
        at += size
