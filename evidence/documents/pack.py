"""A pack: the document, the workbook, the attachments, what all was made from, a script
that checks it, and the manifest. The same inputs give the same bytes.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.utils.translation import gettext as _

from core.errors import Invalid
from core.integrity import canonical_json
from core.received_file import PDF
from evidence.documents import check_pack
from evidence.documents.archive import ArchiveWriter
from evidence.documents.pack_pdf import pack_pdf
from evidence.documents.pack_xlsx import pack_xlsx
from evidence.documents.previews import previews
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
    """Write the archive; returns its fingerprint. `come` is told the share done.

    Raises `Invalid` with the attachment that cannot be made fit for the public.
    """
    is_public = inputs["edition"] == Edition.PUBLIC
    with TemporaryDirectory() as name, ArchiveWriter(to) as writer:
        folder = Path(name)
        files = [file for one in inputs["pieces"] for file in one["files"]]
        files.sort(key=lambda file: file["path"])
        with previews(folder) as shown:
            for number, file in enumerate(files):
                come(50 * number // len(files))
                path, content = file["path"], attachment(file["id"])
                if is_public:
                    content = _public(file, content)
                writer.add(path, content)
                if file["media_type"] != PDF:
                    shown.add(Path(path).name, content)
        come(50)
        writer.add("inputs.json", canonical_json(inputs))
        writer.add("check.py", Path(check_pack.__file__).read_bytes())
        writer.add(WORKBOOK, pack_xlsx(inputs))
        come(60)
        writer.add(DOCUMENT, pack_pdf(inputs, folder))
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


def _public(file: File, content: bytes) -> bytes:
    try:
        return public_copy(content, file["media_type"])
    except Exception as error:
        raise Invalid(
            _(
                "The file %(path)s cannot be made fit for the public. Withdraw its evidence,"
                " save the file anew and add it again."
            )
            % {"path": file["path"]}
        ) from error
