"""Files that know more than they show."""

from io import BytesIO

import pikepdf
from PIL import Image


def photo(author: str = "", width: int = 320, height: int = 240) -> bytes:
    """A JPEG that knows who took it, and says a comment."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    exif = Image.Exif()
    exif[0x013B] = author
    file = BytesIO()
    picture.save(file, "JPEG", exif=exif, comment=author.encode())
    return file.getvalue()


def document(author: str = "") -> bytes:
    """A PDF that knows who wrote it."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        pdf.docinfo["/Author"] = author
        with pdf.open_metadata(set_pikepdf_as_editor=False) as known:
            known["dc:creator"] = [author]
        file = BytesIO()
        pdf.save(file, deterministic_id=True)
    return file.getvalue()
