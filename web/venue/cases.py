"""A case as its party sees it: what was sent, its own words, by when, what was decided."""

from uuid import UUID

from django import forms
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import Case, CaseFile, CaseState
from cases.queries.venue_side import case_documents_for, cases_for
from cases.rules.ladder import ladders_on
from cases.services.party import answer_as_party
from core import clock
from core.errors import NotFound
from core.kept_whole import whole
from portal.models import DocumentSort
from web.asking import person
from web.deeds import taken
from web.venue.documents import opened
from web.venue.forms import PartyForm
from web.venue.scope import Scope, page, scope_of


def _case(request: HttpRequest, scope: Scope, case: int) -> Case:
    row = cases_for(person(request)).filter(venue=scope.venue, pk=case).first()
    if row is None:
        raise NotFound(_("There is no such case, or it is not yours to see."))
    return row


@require_http_methods(["GET", "POST"])
def case_page(request: HttpRequest, venue: UUID, case: int) -> HttpResponse:
    """A case as its party sees it: what was sent, by when to answer, what was decided."""
    scope = scope_of(request, venue)
    row = _case(request, scope, case)
    if request.method == "POST":
        return taken(
            request, PartyForm(request.POST, request.FILES),
            lambda text, shown: answer_as_party(
                user=person(request), case=case, text=text, files=shown
            ),
            lambda wrong: _case_page(request, scope, row, wrong),
            then=reverse("portal_case", args=[venue, case]),
            said=_("Your words are received and stand in the case."),
        )  # fmt: skip
    return _case_page(request, scope, row, PartyForm())


def _case_page(
    request: HttpRequest, scope: Scope, row: Case, form: forms.BaseForm
) -> HttpResponse:
    ladder = ladders_on(row.breach_on)[row.ladder]
    is_decided = row.state in {
        CaseState.DECIDED, CaseState.SERVED, CaseState.APPEALED, CaseState.FINAL,
    }  # fmt: skip
    answers = row.steps.filter(by_party=True).prefetch_related(
        Prefetch("files", CaseFile.objects.defer("content"))
    )
    return page(
        request, scope, "case",
        case=row, law=ladder.name,
        measure=ladder.measure(row.measure) if is_decided else None,
        papers=case_documents_for(person(request)).filter(case=row).defer("content"),
        may_answer=row.state == CaseState.COMMUNICATED,
        is_late=row.answer_by is not None and row.answer_by < clock.today(),
        has_ended=row.state in {CaseState.FINAL, CaseState.CLOSED},
        answers=answers, form=form,
    )  # fmt: skip


@require_GET
def case_paper(
    request: HttpRequest, venue: UUID, case: int, document: int
) -> HttpResponse:
    """A document of the case, as it was made; that it was opened is noted."""
    scope = scope_of(request, venue)
    _case(request, scope, case)
    rows = case_documents_for(person(request)).filter(case=case)
    row = rows.filter(pk=document).first()
    if row is None:
        raise NotFound(_("There is no such document, or it is not yours to see."))
    what = (DocumentSort.CASE_DOCUMENT, row.pk)
    return opened(request, scope, what, whole(row), f"{row.kind}-{row.pk}")
