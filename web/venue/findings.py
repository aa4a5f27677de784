"""One finding: what to fix, by when, what proof is accepted, and what happens next."""

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.queries.training_orders import passed_since
from core.errors import NotFound
from inspections.models import Obligation
from inspections.queries.venue_side import (
    obligations_for,
    release_of,
)
from inspections.rules.obligation import BY_VENUE, UNDERWAY
from inspections.rules.proof import proof_wanted
from inspections.services.venue_words import ask_for_revisit, reply, send_proof
from web.asking import person
from web.deeds import taken
from web.venue.forms import ProofForm, RevisitForm, TextForm
from web.venue.given import given_of
from web.venue.scope import Scope, page, scope_of
from web.venue.words import state_words, what_happens_next


def _found(request: HttpRequest, scope: Scope, obligation: int) -> Obligation:
    rows = obligations_for(person(request)).filter(venue=scope.venue)
    row = rows.filter(pk=obligation).first()
    if row is None:
        raise NotFound(_("There is no such finding, or it is not yours to see."))
    return row


@require_http_methods(["GET", "POST"])
def finding(request: HttpRequest, venue: UUID, obligation: int) -> HttpResponse:
    """The finding; sending proof comes back to it."""
    scope = scope_of(request, venue)
    row = _found(request, scope, obligation)
    if request.method == "POST":
        form = ProofForm(request.POST, request.FILES)
        return taken(
            request, form,
            lambda said, shown: send_proof(
                user=person(request), obligation=obligation, said=said, files=shown
            ),
            lambda wrong: _shown(request, scope, row, {"proof": wrong}),
            then=reverse("portal_finding", args=[venue, obligation]),
            said=_("Your proof is sent. What happens next stands below."),
        )  # fmt: skip
    return _shown(request, scope, row, {})


def _shown(
    request: HttpRequest,
    scope: Scope,
    row: Obligation,
    sent: Mapping[str, forms.BaseForm],
) -> HttpResponse:
    given = given_of(person(request), row)
    release = given.release
    made: dict[str, forms.BaseForm] = {"reply": TextForm(prefix="reply")}
    if scope.is_current and row.state in UNDERWAY:
        made["proof"] = ProofForm()
        if row.state not in BY_VENUE or not row.revisit_requests.exists():
            made["revisit"] = RevisitForm(prefix="revisit")
    requests = list(row.revisit_requests.all())
    if any(one.waits for one in requests):
        made.pop("revisit", None)
    return page(
        request, scope, "finding",
        row=row, given=given, release=release, forms={**made, **sent}, sent=sent,
        state=state_words(row), next=what_happens_next(row),
        is_to_do=row.state in BY_VENUE,
        wanted=proof_wanted(given.follow_up),
        proofs=row.proofs.prefetch_related("files"),
        requests=requests,
        orders=[
            (one, passed_since(one))
            for one in row.training_orders.filter(withdrawn_on=None).select_related(
                "diploma"
            )
        ],
        replies=[]
        if release is None
        else release.replies.filter(finding=row.finding),
    )  # fmt: skip


@require_POST
def finding_revisit(request: HttpRequest, venue: UUID, obligation: int) -> HttpResponse:
    """Ask to be visited again."""
    scope = scope_of(request, venue, now=True)
    row = _found(request, scope, obligation)
    return taken(
        request, RevisitForm(request.POST, prefix="revisit"),
        lambda said: ask_for_revisit(
            user=person(request), obligation=obligation, said=said
        ),
        lambda wrong: _shown(request, scope, row, {"revisit": wrong}),
        then=reverse("portal_finding", args=[venue, obligation]),
        said=_("Your request is received. When we come is not told beforehand."),
    )  # fmt: skip


@require_POST
def finding_reply(request: HttpRequest, venue: UUID, obligation: int) -> HttpResponse:
    """Reply to what was found."""
    scope = scope_of(request, venue)
    row = _found(request, scope, obligation)
    release = release_of(person(request), row)
    if release is None:
        raise NotFound(_("There is no such finding, or it is not yours to see."))
    return taken(
        request, TextForm(request.POST, prefix="reply"),
        lambda text: reply(
            user=person(request), release=release.pk, finding=row.finding, text=text
        ),
        lambda wrong: _shown(request, scope, row, {"reply": wrong}),
        then=reverse("portal_finding", args=[venue, obligation]),
        said=_("Your reply is received. It is printed beside the finding."),
    )  # fmt: skip
