import io
import re
from datetime import date

import pdfplumber
import pytest

from accounts.models import Agency, User
from cases.models import Case, CaseDocument, CaseState, DocumentKind
from cases.rules.issuing import documents_from
from cases.services.documents import approve_document, make_document
from core.errors import NotAllowed, NotFound, WrongState
from tests.conftest import Town
from venues.models import Venue

pytestmark = pytest.mark.django_db
HOSTILE = "Öl & vin <b>inte fet</b> =1+1 \u202e vändt"


@pytest.fixture
def case(ines: User, karin: User, ostersund: Town, venue: Venue) -> Case:
    """A case that has been decided and served."""
    return Case.objects.create(
        agency=ostersund.agencies["licensing"], year=2026, number=7, venue=venue,
        party="Påhitt & Söner AB", ladder="alcohol", breach_on=date(2026, 11, 1),
        matter=HOSTILE, opened_on=date(2026, 11, 2), opened_by=ines, state="served",
        answer_by=date(2026, 11, 9), measure="aterkallelse", ground="grave",
        reasons="AL 9:18: satt i system", why_not_milder="Varning prövad i sak",
        drafted_by=ines, approved_by=karin, decided_on=date(2026, 11, 10),
        deciders="Miljö- och samhällsnämnden", applies_from=date(2026, 11, 10),
        served_on=date(2026, 11, 12), appeal_until=date(2026, 12, 3),
    )  # fmt: skip


def words(document: CaseDocument) -> str:
    with pdfplumber.open(io.BytesIO(bytes(document.content))) as pdf:
        return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def test_the_decision_says_what_why_and_how_to_appeal(case: Case, karin: User) -> None:
    told = words(make_document(user=karin, case=case.pk, kind=DocumentKind.DECISION))
    for expected in (
        "LIC 2026-0007", "Påhitt & Söner AB", "återkallelse, AL 9:18", "AL 9:18: satt i system",
        "Varning prövad i sak", "Miljö- och samhällsnämnden", "förvaltningsrätten", "3 veckor",
    ):  # fmt: skip
        assert expected in told, expected


def test_the_communication_gives_the_definite_day(case: Case, karin: User) -> None:
    Case.objects.update(state="communicated")
    told = words(
        make_document(user=karin, case=case.pk, kind=DocumentKind.COMMUNICATION)
    )
    assert "2026-11-09" in told
    assert "Öl & vin <b>inte fet</b> =1+1" in told


def test_the_same_case_gives_the_same_document(
    case: Case, karin: User, ines: User
) -> None:
    first = make_document(user=karin, case=case.pk, kind=DocumentKind.DECISION)
    second = make_document(user=ines, case=case.pk, kind=DocumentKind.DECISION)
    assert first == second
    Case.objects.update(deciders="Någon annan")
    third = make_document(user=ines, case=case.pk, kind=DocumentKind.DECISION)
    assert third.sha256 != first.sha256
    assert CaseDocument.objects.get(pk=first.pk).sha256 == first.sha256


def test_no_decision_is_printed_before_it_is_one(
    case: Case, karin: User, petra: User
) -> None:
    Case.objects.update(
        state="approved", decided_on=None, served_on=None, appeal_until=None
    )
    with pytest.raises(WrongState):
        make_document(user=karin, case=case.pk, kind=DocumentKind.DECISION)
    with pytest.raises(NotFound):
        make_document(user=petra, case=case.pk, kind=DocumentKind.LETTER)


@pytest.mark.parametrize("state", CaseState)
def test_every_kind_that_may_be_made_can_be_printed(
    case: Case, karin: User, state: CaseState
) -> None:
    Case.objects.update(state=state)
    for kind in documents_from(state):
        for language in ("sv", "en"):
            made = make_document(user=karin, case=case.pk, kind=kind, language=language)
            assert "LIC 2026-0007" in words(made)


def test_a_document_is_a_draft_until_somebody_else_has_approved_it(
    case: Case, karin: User, ines: User, petra: User
) -> None:
    made = make_document(user=ines, case=case.pk, kind=DocumentKind.LETTER)
    assert made.approved_by is None
    with pytest.raises(NotAllowed):
        approve_document(user=ines, document=made.pk)
    with pytest.raises(NotFound):
        approve_document(user=petra, document=made.pk)
    approve_document(user=karin, document=made.pk)
    made.refresh_from_db()
    assert made.approved_by == karin
    again = make_document(user=ines, case=case.pk, kind=DocumentKind.LETTER)
    assert (again.pk, again.approved_by) == (made.pk, karin)


def test_a_decision_needs_no_second_approval_and_some_agencies_none(
    case: Case, karin: User, ines: User
) -> None:
    decision = make_document(user=ines, case=case.pk, kind=DocumentKind.DECISION)
    assert decision.approved_by == karin  # who approved the case
    Agency.objects.update(second_pair_of_eyes=False)
    letter = make_document(user=ines, case=case.pk, kind=DocumentKind.LETTER)
    assert letter.approved_by == ines
