"""Printing a protocol that was sent: made of what was frozen and of the photos it names."""

import tempfile
from pathlib import Path
from uuid import UUID

from core.kept_whole import whole
from core.pdf.photo import shrunk
from situation.documents.walk_protocol import walk_protocol_pdf
from situation.models import NotePhoto, WalkProtocol


def printed_protocol(protocol: WalkProtocol, language: str) -> bytes:
    """The PDF in the language that is active, `language`."""
    named = [UUID(key) for one in protocol.content["points"] for key in one["photos"]]
    with tempfile.TemporaryDirectory() as folder:
        photos: dict[str, Path] = {}
        for pk in named:  # one after another: they are large
            path = Path(folder) / str(pk)
            path.write_bytes(whole(NotePhoto.objects.get(pk=pk)))
            path.write_bytes(shrunk(path))
            photos[str(pk)] = path
        return walk_protocol_pdf(
            protocol.content,
            photos,
            fingerprint=protocol.fingerprint,
            language=language,
        )
