import hashlib
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import PersonalDataRead, User
from cases.models import Case, CaseDocument, CaseFile, DocumentKind
from cases.queries.venue_side import case_documents_for, cases_for
from cases.services.party import answer_as_party
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.uploads import Upload
from tests.conftest import Town
from tests.inspections.services.test_venue_words import pdf, photo
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
    assert row.steps.get().said == "Vi bestrider"
    assert row.steps.get().by_party


def test_what_shows_it_is_kept_with_the_words_and_seen_by_both_sides(
    case: Case, vera: User, karin: User, petra: User
) -> None:
    answer_as_party(
        user=vera, case=case.pk, text="Se bilagan",
        files=[Upload("intyg.pdf", pdf()), Upload("foto.png", photo())],
    )  # fmt: skip
    files = list(case.steps.get().files.all())
    assert [(one.name, one.media_type) for one in files] == [
        ("foto.png", "image/png"),
        ("intyg.pdf", "application/pdf"),
    ]
    assert bytes(files[1].content) == pdf()
    for user, expected in ((vera, 200), (karin, 200), (petra, 404)):
        client = Client()
        client.force_login(user)
        answer = client.get(reverse("case_file", args=[files[0].pk]))
        assert answer.status_code == expected
        if expected == 200:
            assert answer["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_none_leaves_the_answer_unsent(case: Case, vera: User) -> None:
    with pytest.raises(Invalid):
        answer_as_party(
            user=vera, case=case.pk, text="Se bilagan",
            files=[Upload("a.html", b"<script>alert(1)</script>")],
        )  # fmt: skip
    case.refresh_from_db()
    assert case.state == "communicated"
    assert not case.steps.exists()


def test_nobody_writes_without_end(case: Case, vera: User) -> None:
    for number in range(20):
        answer_as_party(user=vera, case=case.pk, text=f"{number}")
    with pytest.raises(WrongState):
        answer_as_party(user=vera, case=case.pk, text="en till")


def test_a_colleague_sees_what_was_written(
    case: Case, vera: User, venue: Venue
) -> None:
    answer_as_party(user=vera, case=case.pk, text="Vi bestrider allt")
    olle = User.objects.create_user("olle@example.test", "Olle")
    access = vera.venue_accesses.get()
    access.pk, access.user = None, olle
    access.save()
    client = Client()
    client.force_login(olle)
    page = client.get(reverse("portal_case", args=[venue.pk, case.pk]))
    assert "Vi bestrider allt" in page.content.decode()


def test_nobody_answers_in_anothers_case(case: Case, petra: User, karin: User) -> None:
    for user in (petra, karin):
        with pytest.raises(NotFound):
            answer_as_party(user=user, case=case.pk, text="x")


def test_a_file_that_is_not_what_it_was_is_not_handed_out_and_reading_is_noted(
    case: Case, vera: User, karin: User
) -> None:
    answer_as_party(
        user=vera, case=case.pk, text="Se bilagan", files=[Upload("intyg.pdf", pdf())]
    )
    file = CaseFile.objects.get()
    address = reverse("case_file", args=[file.pk])
    clients = []
    for user in (vera, karin):
        client = Client()
        client.force_login(user)
        assert client.get(address).status_code == 200
        clients.append(client)
    assert PersonalDataRead.objects.get(kind="received_file").user == karin
    CaseFile.objects.update(content=b"%PDF-something else")
    assert [one.get(address).status_code for one in clients] == [409, 409]
