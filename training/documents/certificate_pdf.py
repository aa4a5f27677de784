"""A certificate on paper, with the code that leads to its public page.

Printed from the certificate alone: the same one gives the same bytes.
"""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from core.pdf.qr_code import QrCode
from core.pdf.sheet import SMALL, Furniture, heading, paragraph, print_sheet, table
from core.pdf.tags import TaggedFigure
from training.models import Certificate


def certificate_address(number: str) -> str:
    """The public page that says whether a number holds."""
    return f"{settings.PUBLIC_URL}/certificates/{number}/"


def certificate_pdf(row: Certificate, *, language: str = "sv") -> bytes:
    """The certificate as PDF, tagged, in Swedish or English."""
    with translation.override(language):
        furniture = Furniture(
            left=row.diploma.municipality.name,
            right=row.number,
            page_of=lambda page, pages: (
                _("Page %(page)s of %(pages)s") % {"page": page, "pages": pages}
            ),
        )
        return print_sheet(
            lambda: list(_story(row)),
            furniture,
            title=f"{row.diploma.name} – {row.person.name}",
            language=language,
        )


def _story(row: Certificate) -> Iterator[Flowable]:
    address = certificate_address(row.number)
    yield Spacer(0, 24 * mm)
    yield heading(row.diploma.name, 1)
    yield heading(row.person.name)
    yield table(list(_facts(row)), (0.3, 0.7), has_header=False)
    parts = list(row.course.parts.all()) if row.course else []
    if parts:
        yield heading(_("What was taught"))
        yield table(
            [(_("Day"), _("Part")), *((one.day, one.name) for one in parts)],
            (0.15, 0.85),
        )
    yield heading(_("Does it hold?"))
    yield TaggedFigure(
        QrCode(address), _("QR code: %(address)s") % {"address": address}
    )
    yield paragraph(
        _(
            "The code leads to a page that says whether this certificate is valid, has "
            "expired or was revoked. The number there must be the one that stands here."
        )
    )
    yield paragraph(address, SMALL)


def _facts(row: Certificate) -> Iterator[tuple[str, str]]:
    if row.course is not None:
        yield _("Course"), row.course.name
    if row.origin:
        yield _("Taken over from"), row.origin
    yield _("Issued"), _day(row.issued_on)
    yield (
        _("Valid to and including"),
        _("without end") if row.valid_until is None else _day(row.valid_until),
    )
    yield _("Municipality"), row.diploma.municipality.name
    yield _("Number of the certificate"), row.number


def _day(day: date) -> str:
    return day.isoformat()
