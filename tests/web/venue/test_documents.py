"""What was sent to the venue: opened with a receipt, and only while it is what it was."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cases.models import Case, CaseDocument
from core import clock
from inspections.models import Release
from portal.models import Receipt
from tests.conftest import Town
from tests.inspections.story import Story
from venues.models import Venue


@pytest.fixture
def manager(vera: User) -> Client:
    client = Client()
    client.force_login(vera)
    return client


@pytest.fixture
def paper(ostersund: Town, venue: Venue, karin: User, ines: User) -> CaseDocument:
    case = Case.objects.create(
        agency=ostersund.agencies["licensing"], year=2026, number=1, venue=venue,
        party="Påhitt AB", ladder="alcohol", breach_on="2026-11-01", matter="x",
        opened_on="2026-11-02", opened_by=karin, state="communicated",
    )  # fmt: skip
    return CaseDocument.objects.create(
        case=case, kind="letter", made_at=clock.now(), made_by=karin, language="sv",
        approved_by=ines, sha256=hashlib.sha256(b"%PDF-").hexdigest(), content=b"%PDF-",
    )  # fmt: skip


def test_a_protocol_that_was_opened_has_a_receipt_and_the_list_says_so(
    manager: Client, given: Story, venue: Venue, vera: User
) -> None:
    release = Release.objects.get()
    address = reverse("portal_protocol_paper", args=[venue.pk, release.pk])
    for _again in range(2):
        assert manager.get(address).content.startswith(b"%PDF-")
    assert Receipt.objects.get().user == vera
    page = manager.get(reverse("portal_documents", args=[venue.pk])).content.decode()
    assert f"Läst av {vera.name}" in " ".join(page.split())


def test_a_document_that_is_not_what_it_was_is_not_shown_and_has_no_receipt(
    manager: Client, venue: Venue, paper: CaseDocument
) -> None:
    address = reverse("portal_case_paper", args=[venue.pk, paper.case_id, paper.pk])
    assert manager.get(address).status_code == 200
    Receipt.objects.all().delete()
    CaseDocument.objects.update(content=b"%PDF-another")
    assert manager.get(address).status_code == 409
    assert not Receipt.objects.exists()
