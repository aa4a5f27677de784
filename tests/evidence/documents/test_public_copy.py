from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from evidence.documents.public_copy import public_copy
from tests.evidence.files import document, photo


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (photo("Kajsa Karlsson"), "image/jpeg"),
        (document("Kajsa Karlsson"), "application/pdf"),
    ],
)
def test_the_copy_knows_nobody(content: bytes, media_type: str) -> None:
    assert b"Kajsa" in content
    copy = public_copy(content, media_type)
    assert b"Kajsa" not in copy
    assert copy == public_copy(content, media_type)


def test_the_picture_is_still_the_picture() -> None:
    with Image.open(BytesIO(public_copy(photo("K"), "image/jpeg"))) as picture:
        assert (picture.size, picture.format) == ((320, 240), "JPEG")
        assert not picture.getexif()
        assert picture.getpixel((160, 230))[0] > picture.getpixel((160, 10))[0] + 100


def test_notes_and_attachments_of_a_document_stay_behind() -> None:
    with pikepdf.open(BytesIO(document())) as pdf:
        pdf.attachments["lista.txt"] = b"Kajsa Karlsson"
        pdf.pages[0].Annots = pdf.make_indirect(
            pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, T="Kajsa")])
        )
        file = BytesIO()
        pdf.save(file, compress_streams=False)
    assert b"Kajsa" in file.getvalue()
    with pikepdf.open(BytesIO(public_copy(file.getvalue(), "application/pdf"))) as pdf:
        assert not pdf.attachments
        assert "/Annots" not in pdf.pages[0].obj
        plain = BytesIO()
        pdf.save(
            plain,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
    assert b"Kajsa" not in plain.getvalue()
