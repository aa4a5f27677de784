import hashlib
from datetime import timedelta

import pytest

from accounts.models import User
from cases.models import Case, CaseDocument, DocumentKind
from cases.queries.venue_side import case_documents_for, cases_for
from cases.services.party import answer_as_party
from core import clock
from core.errors import NotFound
from tests.conftest import Town
from tests.portal.premises import holder, vera
from venues.models import Venue

__all__ = ["holder", "vera"]


@pytest.fixture
def case(ostersund: Town, venue: Venue, karin: User, ines: User) -> Case:
    row = Case.objects.create(
        agency=ostersund.agencies["licensing"], year=2026, number=1, venue=venue,
        party="Påhitt AB", ladder="alcohol", breach_on="2026-11-01", matter="Internt",
        opened_on="2026-11-02", opened_by=karin, state="communicated",
        answer_by=clock.today(),
    )  # fmt: skip
    for kind, approver in (
        (DocumentKind.COMMUNICATION, ines),
        (DocumentKind.LETTER, None),
    ):
        CaseDocument.objects.create(
            case=row, kind=kind, made_at=clock.now(), made_by=karin, language="sv",
            approved_by=approver, sha256=hashlib.sha256(b"%PDF-").hexdigest(), content=b"%PDF-",
        )  # fmt: skip
    return row


def test_the_party_sees_what_was_approved_and_no_draft(case: Case, vera: User) -> None:
    assert [one.kind for one in case_documents_for(vera)] == ["communication"]
    case.state = "opened"
    case.save()
    assert not cases_for(vera).exists()


def test_an_answer_on_the_last_day_is_in_time(case: Case, vera: User) -> None:
    row, in_time = answer_as_party(user=vera, case=case.pk, text="Vi bestrider")
    assert (row.state, in_time) == ("answered", True)


def test_the_date_binds_and_what_comes_later_is_noted(case: Case, vera: User) -> None:
    case.answer_by = clock.today() - timedelta(days=1)
    case.save()
    row, in_time = answer_as_party(user=vera, case=case.pk, text="Vi bestrider")
    assert (row.state, in_time) == ("communicated", False)
    assert "Vi bestrider" in row.steps.get().said


def test_nobody_answers_in_anothers_case(case: Case, petra: User, karin: User) -> None:
    for user in (petra, karin):
        with pytest.raises(NotFound):
            answer_as_party(user=user, case=case.pk, text="x")
