import zlib
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageOps

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


def drawn_with(picture: bytes) -> pikepdf.Pdf:
    """A document that shows a JPEG, as a scanner makes it."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    image = pdf.make_stream(
        picture, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=320,
        Height=240, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    page.Contents = pdf.make_stream(b"q 200 0 0 200 0 0 cm /Im0 Do Q")
    return pdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    file = BytesIO()
    pdf.save(file, compress_streams=False)
    return file.getvalue()


def test_a_scanned_page_is_still_there_and_its_picture_knows_nobody() -> None:
    content = saved(drawn_with(photo("Kajsa Karlsson")))
    copy = public_copy(content, "application/pdf")
    assert b"Kajsa" in content
    assert b"Kajsa" not in copy
    with pypdfium2.PdfDocument(copy) as shown, pypdfium2.PdfDocument(content) as before:
        assert shown[0].render().to_pil() == before[0].render().to_pil()
        low, high = (shown[0].render().to_pil().getpixel((100, at)) for at in (190, 10))
        assert low[0] > high[0] + 100


@pytest.mark.parametrize("where", ["af", "structure", "outline", "thumb", "script"])
def test_whatever_hangs_on_a_document_stays_behind(where: str) -> None:
    pdf = drawn_with(photo())
    page = pdf.pages[0]
    secret = pdf.make_stream(b"Kajsa Karlsson")
    note = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, T="Kajsa", Contents="Kajsa Karlsson"
        )
    )
    if where == "af":
        page.AF = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(EF=secret))])
    elif where == "structure":
        page.Annots = pikepdf.Array([note])
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            pikepdf.Dictionary(K=pikepdf.Dictionary(Obj=note, Alt="Kajsa"))
        )
    elif where == "outline":
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Kajsa Karlsson", 0))
    elif where == "thumb":
        page.Thumb = secret
    else:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="Kajsa")
    content = saved(pdf)
    assert b"Kajsa" in content
    assert b"Kajsa" not in public_copy(content, "application/pdf")


def test_a_document_that_would_unfold_for_hours_is_not_unfolded() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    folded = zlib.compress(zlib.compress(bytes(200_000_000), 9), 9)
    page.Contents = pdf.make_stream(
        folded, Filter=pikepdf.Array([pikepdf.Name.FlateDecode] * 2)
    )
    file = BytesIO()
    pdf.save(
        file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
    )
    assert len(public_copy(file.getvalue(), "application/pdf")) < 10_000


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_was_erased_stays_erased(form: str) -> None:
    picture = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    file = BytesIO()
    picture.save(file, form, lossless=True, exact=True)
    with Image.open(
        BytesIO(public_copy(file.getvalue(), f"image/{form.lower()}"))
    ) as shown:
        assert min(shown.getpixel((20, 20))) > 250


def test_a_picture_with_broken_notes_is_shown_as_it_lies() -> None:
    content = photo().replace(b"II*\x00", b"II*\x00\xff\xff", 1)
    with Image.open(BytesIO(public_copy(content, "image/jpeg"))) as shown:
        assert shown.size == (320, 240)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_on_its_side_is_set_upright(orientation: int) -> None:
    """As Pillow itself would turn it."""
    picture = Image.linear_gradient("L").resize((64, 32)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = BytesIO()
    picture.save(file, "JPEG", exif=exif)
    with Image.open(BytesIO(file.getvalue())) as told:
        expected = ImageOps.exif_transpose(told)
        with Image.open(BytesIO(public_copy(file.getvalue(), "image/jpeg"))) as shown:
            assert shown.size == expected.size
            corners = [(1, 1), (shown.width - 2, shown.height - 2)]
            for at in corners:
                assert abs(shown.getpixel(at)[0] - expected.getpixel(at)[0]) < 40
