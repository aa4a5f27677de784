"""The documents of a case on paper: letter, communication, decision, note of service.

Printed from the case alone; the same case gives the same bytes.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable

from cases.models import Case, DocumentKind
from cases.rules.clocks import APPEAL_WEEKS
from cases.rules.ladder import Ladder, ladders_on
from core.pdf.sheet import Furniture, heading, paragraph, print_sheet, table


def case_pdf(case: Case, kind: DocumentKind, language: str) -> bytes:
    """A document of the case as PDF, tagged, in Swedish or English."""
    with translation.override(language):
        title = f"{_TITLES[kind]()} – {case.name}"
        furniture = Furniture(
            left=f"{case.agency.name}, {case.agency.municipality.name}",
            right=case.name,
            page_of=lambda page, pages: (
                _("Page %(page)s of %(pages)s") % {"page": page, "pages": pages}
            ),
        )
        return print_sheet(
            lambda: [
                heading(_TITLES[kind](), 1),
                table(list(_facts(case)), (0.3, 0.7), has_header=False),
                *_STORIES[kind](case, ladders_on(case.breach_on)[case.ladder]),
            ],
            furniture,
            title=title,
            language=language,
        )


def _facts(case: Case) -> Iterator[tuple[str, str]]:
    yield _("Case"), case.name
    yield _("Party"), case.party
    yield _("Venue"), f"{case.venue.name}\n{case.venue.address}"
    yield _("Date of the breach"), _day(case.breach_on)


def _letter(case: Case, ladder: Ladder) -> Iterator[Flowable]:
    yield heading(_("What it is about"))
    yield paragraph(case.matter)
    yield paragraph(_("Law: %(law)s.") % {"law": ladder.name})


def _communication(case: Case, ladder: Ladder) -> Iterator[Flowable]:
    yield from _letter(case, ladder)
    yield heading(_("You may answer"))
    yield paragraph(
        _(
            "Before anything is decided you may see all material of the case and answer. "
            "The answer must be with us by %(day)s. The case may be decided after that "
            "day also when you have not answered (förvaltningslagen 25 §)."
        )
        % {"day": _day(case.answer_by)}
    )


def _decision(case: Case, ladder: Ladder) -> Iterator[Flowable]:
    measure, ground = ladder.measure(case.measure), ladder.ground(case.ground)
    assert measure is not None  # a decision has both: the database says so
    assert ground is not None
    yield heading(_("Decision"))
    yield table(
        [
            (_("Measure"), f"{measure.name}, {measure.lagrum}"),
            (_("Ground"), f"{ground.name}, {ground.lagrum}"),
            (_("Decided"), f"{_day(case.decided_on)}, {case.deciders}"),
            (_("Applies from"), _day(case.applies_from)),
        ],
        (0.3, 0.7),
        has_header=False,
    )
    yield heading(_("Reasons"))
    yield paragraph(case.reasons)
    if case.why_not_milder:
        yield heading(_("Why a milder measure is too little"))
        yield paragraph(case.why_not_milder)
    yield heading(_("How to appeal"))
    yield paragraph(
        _(
            "You may appeal to the administrative court. Write to %(agency)s, say which "
            "decision it is and what you want changed. The letter must be with us within "
            "%(weeks)s weeks of the day on which you received the decision "
            "(förvaltningslagen 43 and 44 §§)."
        )
        % {"agency": case.agency.name, "weeks": APPEAL_WEEKS}
    )


def _service(case: Case, ladder: Ladder) -> Iterator[Flowable]:
    measure = ladder.measure(case.measure)
    assert measure is not None
    yield paragraph(
        _("The decision of %(day)s (%(measure)s) has been received by the party.")
        % {"day": _day(case.decided_on), "measure": measure.name}
    )
    received = _day(case.served_on) if case.served_on else ""
    lines = [(_("Received on"), received), (_("Signature"), ""), (_("Name"), "")]
    yield table(lines, (0.3, 0.7), has_header=False)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


_TITLES: Mapping[DocumentKind, Callable[[], str]] = {
    DocumentKind.LETTER: lambda: _("Letter"),
    DocumentKind.COMMUNICATION: lambda: _("Opportunity to answer"),
    DocumentKind.DECISION: lambda: _("Decision"),
    DocumentKind.SERVICE: lambda: _("Note of service"),
}
_STORIES: Mapping[DocumentKind, Callable[[Case, Ladder], Iterator[Flowable]]] = {
    DocumentKind.LETTER: _letter,
    DocumentKind.COMMUNICATION: _communication,
    DocumentKind.DECISION: _decision,
    DocumentKind.SERVICE: _service,
}
