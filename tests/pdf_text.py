"""What a PDF says."""

import io
import re

import pdfplumber


def pdf_text(content: bytes) -> str:
    """The words of all its pages, each space once."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        said = " ".join(page.extract_text() for page in pdf.pages)
    return re.sub(r"\s+", " ", said)
