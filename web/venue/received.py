"""Files that a venue sent: for itself, and for the authority that they were sent to."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import Agency
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from accounts.services.reads import log_personal_data_read
from cases.models import CaseFile
from cases.queries.cases import cases_visible_to
from cases.queries.venue_side import case_files_for
from core.errors import NotFound
from core.received_file import ReceivedFile
from inspections.queries.venue_side import proof_files_for, proof_files_judged_by
from web.asking import person
from web.files import download

Row = TypeVar("Row", bound=ReceivedFile)


@require_GET
def proof_file(request: HttpRequest, file: UUID) -> HttpResponse:
    """What shows that a finding is put right."""
    readers = agencies_where(person(request), Capability.READ_SECTIONS)
    return _handed_out(
        request, proof_files_for(person(request)).filter(pk=file),
        proof_files_judged_by(readers).filter(pk=file),
        lambda row: row.proof.obligation.agency,
    )  # fmt: skip


@require_GET
def case_file(request: HttpRequest, file: UUID) -> HttpResponse:
    """What a party sent with its words."""
    theirs = CaseFile.objects.filter(step__case__in=cases_visible_to(person(request)))
    return _handed_out(
        request, case_files_for(person(request)).filter(pk=file), theirs.filter(pk=file),
        lambda row: row.step.case.agency,
    )  # fmt: skip


def _handed_out(
    request: HttpRequest,
    mine: QuerySet[Row],
    theirs: QuerySet[Row],
    agency_of: Callable[[Row], Agency],
) -> HttpResponse:
    """The file of the venue's own people, or of the agency's; that these read it is put
    on record.
    """
    if (own := mine.first()) is not None:
        return download(own)
    row = theirs.first()
    if row is None:
        raise NotFound(_("There is no such file, or it is not yours to see."))
    answer = download(row)
    log_personal_data_read(
        user=person(request), municipality=agency_of(row).municipality,
        kind="received_file", subject=str(row.pk),
    )  # fmt: skip
    return answer
