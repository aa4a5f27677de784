"""Venues, and bringing in a register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.rules.capabilities import Capability
from accounts.services import log_personal_data_read
from core import clock
from core.errors import DomainError, NotFound
from inspections.queries.due_list import due_with_reasons
from inspections.queries.sections import sections_visible_to
from inspections.rules.reinspection import Reason
from venues.models import ImportState
from venues.queries.import_progress import progress_of
from venues.queries.venues import imports_visible_to, matching, venues_visible_to
from venues.services.import_register import (
    confirm_register,
    upload_register,
)
from web.asking import chosen_agency, page_of, person
from web.venues.forms import RegisterForm, VenueFilter
from web.words import FACTOR_WORDS, REASON_WORDS


@require_GET
def venue_list(request: HttpRequest) -> HttpResponse:
    """Every venue one may see, searched and filtered by what stands in the address."""
    form = VenueFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    venues = matching(venues_visible_to(person(request)), asked.get("q", ""))
    if not asked.get("ended"):
        venues = venues.filter(ended_on=None)
    if asked.get("kind"):
        venues = venues.filter(business_kind=asked["kind"])
    venues = venues.select_related("municipality").order_by("name", "pk")
    return render(
        request, "venues/list.html", {"form": form, "page": page_of(request, venues)}
    )


@require_GET
def venue_detail(request: HttpRequest, venue: str) -> HttpResponse:
    """A venue: its licence, its people, its visits, and why it is due when it is."""
    found = venues_visible_to(person(request)).filter(pk=venue).first()
    if found is None:
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    log_personal_data_read(
        user=person(request),
        municipality=found.municipality,
        kind="venue",
        subject=str(found.pk),
    )
    agency = chosen_agency(request, Capability.SEE_DUE_LIST)
    reasons = None
    if agency is not None and agency.municipality_id == found.municipality_id:
        reasons = due_with_reasons(agency, found, clock.today())
    sections = (
        sections_visible_to(person(request))
        .filter(venue=found)
        .exclude(agency=None)
        .select_related("visit", "agency")
        .prefetch_related("findings")
        .order_by("-visit__started_at")
    )
    return render(
        request,
        "venues/detail.html",
        {
            "venue": found,
            "agency": agency,
            "reasons": reasons,
            "factors": [
                (FACTOR_WORDS[factor], points)
                for factor, points in (reasons.factors if reasons else {}).items()
            ],
            "reason": REASON_WORDS[Reason(reasons.due.reason)] if reasons else "",
            "licences": found.licences.prefetch_related("hours").order_by("-version"),
            "assignments": found.assignments.select_related("holder").order_by("-pk"),
            "managers": found.serving_managers.all(),
            "sections": sections,
        },
    )


@require_http_methods(["GET", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """Earlier imports, and the form to bring in a file."""
    form = RegisterForm(
        request.POST or None, request.FILES or None, user=person(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            batch = upload_register(
                user=person(request),
                municipality=form.cleaned_data["municipality"],
                file_name=form.cleaned_data["file"].name,
                content=form.content,
                layout=form.chosen_layout,
                is_full=form.cleaned_data["is_full"],
            )
        except DomainError as error:
            form.add_refusal(error)
        else:
            return redirect("import_detail", batch.pk)
    imports = imports_visible_to(person(request)).select_related("uploaded_by")
    return render(
        request,
        "venues/imports.html",
        {"form": form, "page": page_of(request, imports)},
    )


@require_GET
def import_detail(request: HttpRequest, batch: str) -> HttpResponse:
    """The difference that a file makes, to be looked at before it is applied."""
    found = imports_visible_to(person(request)).filter(pk=batch).first()
    if found is None:
        raise NotFound(_("There is no such import, or it is not yours to see."))
    waits = found.state in {ImportState.UPLOADED, ImportState.CONFIRMED}
    return render(
        request,
        "venues/import.html",
        {
            "batch": found,
            "waits": waits,
            "progress": progress_of(found.pk) if waits else None,
            "page": page_of(request, found.lines.all()),
        },
    )


@require_POST
def import_apply(request: HttpRequest, batch: str) -> HttpResponse:
    """Let what was shown be applied."""
    found = imports_visible_to(person(request)).filter(pk=batch).first()
    if found is None:
        raise NotFound(_("There is no such import, or it is not yours to see."))
    confirm_register(user=person(request), batch=found.pk)
    return redirect("import_detail", batch)
