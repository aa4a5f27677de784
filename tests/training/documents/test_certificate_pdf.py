"""A certificate on paper, also when what it says is hostile."""

import io
from datetime import date

import pdfplumber
import pikepdf
import pytest

from core.pdf.sheet import Furniture, paragraph, print_sheet
from core.pdf.typeface import printable
from tests.hostile import hostile_strings
from tests.training.school import School
from training.documents.certificate_pdf import certificate_pdf
from training.models import Certificate, CoursePart

FETCHES = {
    "/URI",
    "/Launch",
    "/JavaScript",
    "/GoToR",
    "/SubmitForm",
    "/ImportData",
    "/Rendition",
}


@pytest.fixture
def certificate(school: School) -> Certificate:
    CoursePart.objects.create(
        course=school.course, day=1, number=1, name_sv="Lag", name_en="Law", minutes=60
    )
    return Certificate.objects.create(
        number="AAS-7F3KQ-0M2XZ-9R4TD", person=school.person("Anna Påhittad"),
        diploma=school.diploma, course=school.course, issued_on=date(2026, 11, 23),
        valid_until=date(2030, 11, 23),
    )  # fmt: skip


def actions_in(content: bytes) -> set[str]:
    """Every action of the document, whether it would be taken or clicked."""
    found = set()
    with pikepdf.open(io.BytesIO(content)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary):
                found |= {str(thing.get("/S", ""))} & FETCHES
                found |= {
                    key for key in ("/JS", "/EmbeddedFile", "/AA") if key in thing
                }
    return found


def words_of(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return "\n".join(
            page.extract_text(expand_ligatures=False) for page in document.pages
        )


@pytest.mark.parametrize(
    ("language", "said"),
    [("sv", "Gäller till och med"), ("en", "Valid to and including")],
)
def test_it_says_who_what_and_until_when(
    certificate: Certificate, language: str, said: str
) -> None:
    content = certificate_pdf(certificate, language=language)
    text = words_of(content)
    for one in ("Anna Påhittad", "2030-11-23", certificate.number, said):
        assert one in text
    assert actions_in(content) == set()


def test_the_same_certificate_gives_the_same_bytes(certificate: Certificate) -> None:
    assert certificate_pdf(certificate) == certificate_pdf(certificate)


def test_a_hostile_name_is_printed_as_it_stands(certificate: Certificate) -> None:
    for text in hostile_strings(40):
        certificate.person.name = text
        content = certificate_pdf(certificate)
        assert actions_in(content) == set()
        shown = "".join(words_of(content).split())
        assert _plain(text) in shown, text


def test_five_thousand_hostile_texts_are_printed_whole_and_fetch_nothing() -> None:
    texts = hostile_strings(5000)
    furniture = Furniture(left="x", right="y", page_of=lambda a, b: f"{a}/{b}")
    content = print_sheet(
        lambda: [paragraph(one) for one in texts], furniture, title="x", language="sv"
    )
    assert actions_in(content) == set()
    shown = "".join(words_of(content).split())
    missing = [one for one in texts if _plain(one) not in shown]
    assert missing == []


def _plain(text: str) -> str:
    """As the typeface prints it, without blanks."""
    return "".join(printable(text).split())
