"""A pack: the document, the workbook, the attachments, what all was made from, a script
that checks it, and the manifest. The same inputs give the same bytes.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO

from core.integrity import canonical_json
from evidence.documents import check_pack
from evidence.documents.archive import ArchiveWriter
from evidence.documents.pack_pdf import pack_pdf
from evidence.documents.pack_xlsx import pack_xlsx
from evidence.documents.public_copy import public_copy
from evidence.models import Edition
from evidence.rules.pack import File, Inputs

DOCUMENT, WORKBOOK = "pack.pdf", "figures.xlsx"
Attachment = Callable[[str], bytes]
"""The bytes of an attachment by its id, as they were received."""


def write_pack(
    inputs: Inputs,
    attachment: Attachment,
    to: IO[bytes],
    come: Callable[[int], None] = lambda _percent: None,
) -> str:
    """Write the archive; returns its fingerprint. `come` is told the share done."""
    files = {
        file["path"]: file for piece in inputs["pieces"] for file in piece["files"]
    }

    def given(file: File) -> bytes:
        content = attachment(file["id"])
        if inputs["edition"] == Edition.PUBLIC:
            return public_copy(content, file["media_type"])
        return content

    with ArchiveWriter(to) as writer:
        writer.add("inputs.json", canonical_json(inputs))
        writer.add("check.py", Path(check_pack.__file__).read_bytes())
        writer.add(WORKBOOK, pack_xlsx(inputs))
        come(10)
        document = pack_pdf(inputs, lambda path: BytesIO(given(files[path])))
        writer.add(DOCUMENT, document)
        for number, path in enumerate(sorted(files)):
            come(60 + 40 * number // len(files))
            writer.add(path, given(files[path]))
        return writer.finish(
            {
                "municipality": inputs["municipality"],
                "title": inputs["title"],
                "edition": inputs["edition"],
                "until": inputs["until"],
                "frozen_at": inputs["frozen_at"],
                "code_version": inputs["code_version"],
            }
        )
