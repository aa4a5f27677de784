"""Making the documents of a case, and keeping them as they were made."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.documents.case_pdf import case_pdf
from cases.models import CaseDocument, CaseState, DocumentKind
from cases.rules.issuing import documents_from
from cases.services.cases import case_for
from core import clock
from core.errors import WrongState


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
    return known or CaseDocument.objects.create(
        case=row, kind=kind, made_at=clock.now(), made_by=user, language=language,
        sha256=digest, content=content,
    )  # fmt: skip
