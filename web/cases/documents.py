"""The documents of a case: making one, and reading it as it was made."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.services.reads import log_personal_data_read
from cases.models import CaseDocument, DocumentKind
from cases.queries.cases import cases_visible_to
from cases.services.documents import approve_document, make_document
from core.bilingual import tongue
from core.errors import NotFound
from core.kept_whole import whole
from web.asking import person
from web.files import pdf


@require_POST
def document_make(request: HttpRequest, case: int, kind: str) -> HttpResponse:
    """Make a document as the case stands now."""
    if kind not in DocumentKind.values:
        raise NotFound(_("There is no such kind of document."))
    make_document(
        user=person(request), case=case, kind=DocumentKind(kind), language=tongue()
    )
    messages.success(request, _("The document is made."))
    return redirect("case_detail", case)


@require_POST
def document_approve(request: HttpRequest, document: int) -> HttpResponse:
    """Find a document ready to be sent."""
    row = approve_document(user=person(request), document=document)
    messages.success(request, _("The document is approved."))
    return redirect("case_detail", row.case_id)


@require_GET
def document_read(request: HttpRequest, document: int) -> HttpResponse:
    """A document as it was made, if it still is what it was."""
    row = (
        CaseDocument.objects.filter(case__in=cases_visible_to(person(request)))
        .select_related("case__agency__municipality")
        .filter(pk=document)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such document, or it is not yours to see."))
    content = whole(row)
    log_personal_data_read(
        user=person(request), municipality=row.case.agency.municipality,
        kind="case_document", subject=str(row.pk),
    )  # fmt: skip
    words = [row.case.name, row.kind, *([] if row.approved_by_id else [_("draft")])]
    return pdf(content, "-".join(words).replace(" ", "-"))
