"""What was sent to the venue: protocols, cases, certificates; read with a receipt."""

from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.queries.venue_side import case_documents_for, cases_for
from core import clock
from core.bilingual import tongue
from core.errors import NotFound
from inspections.documents.protocol_pdf import release_pdf
from inspections.models import Release
from inspections.queries.venue_side import releases_for
from inspections.services.venue_words import reply
from portal.models import DocumentSort
from portal.services.reading import note_reading, readings_of
from training.documents.certificate_pdf import certificate_pdf
from training.models import Certificate
from training.queries.people import staff_of_venue
from web.asking import person
from web.deeds import taken
from web.files import pdf
from web.venue.forms import TextForm
from web.venue.scope import Scope, page, scope_of


@require_GET
def documents(request: HttpRequest, venue: UUID) -> HttpResponse:
    """Everything that was sent, and who of the venue has read it."""
    scope = scope_of(request, venue)
    user = person(request)
    protocols = list(releases_for(user).filter(section__venue=scope.venue))
    cases = list(cases_for(user).filter(venue=scope.venue))
    papers = list(case_documents_for(user).filter(case__in=cases).defer("content"))
    certificates = list(_certificates(scope)) if scope.is_current else []
    read = {
        "protocol": readings_of(DocumentSort.PROTOCOL, [one.pk for one in protocols]),
        "paper": readings_of(DocumentSort.CASE_DOCUMENT, [one.pk for one in papers]),
    }
    return page(
        request, scope, "documents",
        protocols=[
            (one, read["protocol"].get(str(one.pk), [])) for one in protocols
        ],
        cases=[
            (
                one,
                [
                    (paper, read["paper"].get(str(paper.pk), []))
                    for paper in papers
                    if paper.case_id == one.pk
                ],
            )
            for one in cases
        ],
        certificates=certificates,
    )  # fmt: skip


def _certificates(scope: Scope) -> QuerySet[Certificate]:
    people = staff_of_venue(scope.venue, clock.today()).values("person")
    rows = Certificate.objects.filter(person__in=people, revoked_at=None)
    return rows.select_related("person", "diploma__municipality", "course")


def _release(request: HttpRequest, scope: Scope, release: UUID) -> Release:
    rows = releases_for(person(request)).filter(section__venue=scope.venue)
    row = rows.filter(pk=release).first()
    if row is None:
        raise NotFound(_("There is no such protocol, or it is not yours to see."))
    return row


@require_http_methods(["GET", "POST"])
def protocol(request: HttpRequest, venue: UUID, release: UUID) -> HttpResponse:
    """A protocol: both clocks, what was replied, and the form to reply."""
    scope = scope_of(request, venue)
    row = _release(request, scope, release)
    if request.method == "POST":
        return taken(
            request, TextForm(request.POST),
            lambda text: reply(user=person(request), release=release, text=text),
            lambda wrong: _protocol(request, scope, row, wrong),
            then=reverse("portal_protocol", args=[venue, release]),
            said=_("Your reply is received. It is printed in the protocol."),
        )  # fmt: skip
    return _protocol(request, scope, row, TextForm())


def _protocol(
    request: HttpRequest, scope: Scope, row: Release, form: forms.BaseForm
) -> HttpResponse:
    return page(
        request, scope, "protocol",
        release=row, form=form, replies=row.replies.all(),
        is_late=row.reply_by is not None and row.reply_by < clock.today(),
    )  # fmt: skip


@require_GET
def protocol_paper(request: HttpRequest, venue: UUID, release: UUID) -> HttpResponse:
    """The protocol as PDF, as it was given; that it was opened is noted."""
    scope = scope_of(request, venue)
    row = _release(request, scope, release)
    content = release_pdf(row, language=tongue())
    name = f"protokoll-{row.section.visit.night}"
    return opened(request, scope, (DocumentSort.PROTOCOL, row.pk), content, name)


def opened(
    request: HttpRequest,
    scope: Scope,
    what: tuple[DocumentSort, object],
    content: bytes,
    name: str,
) -> HttpResponse:
    """The document, and a receipt that it was opened: only once it could be."""
    sort, subject = what
    note_reading(user=person(request), venue=scope.venue, sort=sort, subject=subject)
    return pdf(content, name)


@require_GET
def staff_certificate(
    request: HttpRequest, venue: UUID, certificate: UUID
) -> HttpResponse:
    """A certificate of somebody who works there."""
    scope = scope_of(request, venue, now=True)
    people = staff_of_venue(scope.venue, clock.today()).values("person")
    row = (
        Certificate.objects.select_related("person", "diploma__municipality", "course")
        .filter(pk=certificate, person__in=people, revoked_at=None)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such certificate, or it is not yours to see."))
    content = certificate_pdf(row, language=row.person.language)
    what = (DocumentSort.CERTIFICATE, row.pk)
    return opened(request, scope, what, content, row.number)
