"""Making the documents of a case, and keeping them as they were made."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.documents.case_pdf import case_pdf
from cases.models import Case, CaseDocument, CaseState, DocumentKind
from cases.rules.issuing import OF_THE_DECISION, documents_from
from cases.rules.second_pair import may_approve
from cases.services.case_rows import case_for
from core import clock
from core.errors import NotAllowed, NotFound, WrongState


@transaction.atomic
def make_document(
    *, user: User, case: int, kind: DocumentKind, language: str = "sv"
) -> CaseDocument:
    """Make a document as the case stands now, and keep it with its hash.

    Raises `WrongState` when the case has not come that far. The same document again gives
    the one that is there.
    """
    row = case_for(user, case)
    if kind not in documents_from(CaseState(row.state)):
        raise WrongState(_("The case has not come that far."))
    content = case_pdf(row, kind, language)
    digest = hashlib.sha256(content).hexdigest()
    known = CaseDocument.objects.filter(case=row, kind=kind, sha256=digest).first()
    approver, now = _approver(row, kind, user), clock.now()
    return known or CaseDocument.objects.create(
        case=row, kind=kind, made_at=now, made_by=user, language=language,
        sha256=digest, content=content, approved_by=approver,
        approved_at=None if approver is None else now,
    )  # fmt: skip


def _approver(case: Case, kind: DocumentKind, maker: User) -> User | None:
    """A decision was approved before it was taken; the rest waits for a second pair of
    eyes, unless the agency does without.
    """
    if kind in OF_THE_DECISION:
        return case.approved_by
    return None if case.agency.second_pair_of_eyes else maker


@transaction.atomic
def approve_document(*, user: User, document: int) -> CaseDocument:
    """Find a document ready to be sent. `NotAllowed` for whoever made it."""
    row = CaseDocument.objects.select_for_update(of=("self",)).filter(pk=document)
    found = row.select_related("made_by").first()
    if found is None:
        raise NotFound(_("There is no such document, or it is not yours to see."))
    case = case_for(user, found.case_id)
    if not may_approve(case.agency, drafter=found.made_by, approver=user):
        raise NotAllowed(_("Somebody else than who drafted it must approve it."))
    if found.approved_by is None:
        found.approved_by, found.approved_at = user, clock.now()
        found.save(update_fields=["approved_by", "approved_at"])
    return found
