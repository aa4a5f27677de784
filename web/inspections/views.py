"""Visits, their sections and protocols; the due list; what is held; devices."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.rules.capabilities import Capability
from accounts.services.reads import log_personal_data_read
from core import clock
from core.bilingual import tongue
from core.errors import NotFound, WrongState
from inspections.documents.protocol_pdf import protocol_pdf
from inspections.queries.due_list import due_list
from inspections.queries.sections import (
    sections_visible_to,
)
from inspections.queries.streams import streams_visible_to
from inspections.queries.verification import known_seal
from inspections.services.conflicts import settle_conflict
from inspections.services.devices import revoke_stream
from inspections.services.diary import note_diary_number
from inspections.services.sealing import amend_section, seal_section
from web.asking import PAGE, asked_number, chosen_agency, page_of, person
from web.files import pdf
from web.inspections.forms import (
    AmendForm,
    ConflictForm,
    DiaryForm,
    RevokeForm,
    WaiveForm,
)
from web.venues.due_table import due_table


@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """The venues in the order in which they fall due, for one agency."""
    agency = chosen_agency(request, Capability.SEE_DUE_LIST)
    page = asked_number(request, "page") or 1
    offset = (page - 1) * PAGE
    today = clock.today()
    rows = (
        [] if agency is None else due_list(agency, today, limit=PAGE + 1, offset=offset)
    )
    return render(
        request,
        "inspections/due.html",
        {
            "agency": agency,
            "table": due_table(rows[:PAGE], today),
            "number": page,
            "has_more": len(rows) > PAGE,
        },
    )


@require_POST
def seal(request: HttpRequest, visit: UUID, section: str) -> HttpResponse:
    """Seal a section, waiving open devices when a reason is given."""
    form = WaiveForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    waived = (
        dict.fromkeys(request.POST.getlist("waived")[:50], reason) if reason else {}
    )
    try:
        seal_section(user=person(request), visit=visit, code=section, waived=waived)
    except WrongState as error:
        for one in (error.sentence, *error.particulars):
            messages.error(request, str(one))
    else:
        messages.success(request, _("The section is sealed."))
    return redirect("visit_detail", visit)


@require_POST
def diary_number(request: HttpRequest, visit: UUID, section: str) -> HttpResponse:
    """Note the diary number of one's section before it is sealed."""
    form = DiaryForm(request.POST)
    if form.is_valid():
        note_diary_number(
            user=person(request),
            visit=visit,
            code=section,
            number=form.cleaned_data["diary_number"],
        )
        messages.success(request, _("The diary number is noted."))
    else:
        messages.error(request, _("Write a diary number of at most 40 characters."))
    return redirect("visit_detail", visit)


@require_POST
def amend(request: HttpRequest, visit: UUID, section: str) -> HttpResponse:
    """Add to a sealed section in words, and admit what came late."""
    admits = request.POST.getlist("admits")[:200]
    form = AmendForm(request.POST, late=[(one, one) for one in admits])
    if form.is_valid():
        amend_section(
            user=person(request),
            visit=visit,
            code=section,
            text=form.cleaned_data["text"],
            admits=form.cleaned_data.get("admits", []),
        )
        messages.success(request, _("The addition is part of the record."))
    else:
        messages.error(request, _("Write what is to be added."))
    return redirect("visit_detail", visit)


@require_POST
def conflict(request: HttpRequest, visit: UUID, section: str) -> HttpResponse:
    """Let one of two answers stand, with the reason."""
    form = ConflictForm(request.POST)
    if form.is_valid():
        settle_conflict(
            user=person(request), visit=visit, code=section, **form.cleaned_data
        )
        messages.success(
            request, _("The conflict is settled. Both answers stay on record.")
        )
    else:
        messages.error(request, _("Choose the answer that stands, and say why."))
    return redirect("visit_detail", visit)


@require_GET
def protocol(request: HttpRequest, visit: UUID, section: str) -> HttpResponse:
    """The protocol of a sealed section as PDF."""
    found = (
        sections_visible_to(person(request))
        .filter(visit=visit, code=section)
        .exclude(agency=None)
        .select_related("visit", "agency")
        .first()
    )
    if found is None:
        raise NotFound(_("There is no such section, or it is not yours to see."))
    if found.sealed_at is None:
        raise WrongState(_("There is no protocol before the section is sealed."))
    log_personal_data_read(
        user=person(request),
        municipality=found.visit.municipality,
        kind="protocol",
        subject=f"{found.visit_id} {found.code}",
    )
    name = f"protokoll-{found.visit.night}-{(found.seal or '')[:8]}"
    return pdf(protocol_pdf(found, language=tongue()), name)


@login_not_required
@require_GET
def verify(request: HttpRequest, seal: str) -> HttpResponse:
    """Whether a seal on paper is one that the record knows. Open to everybody."""
    found = known_seal(seal)
    return render(
        request,
        "inspections/verify.html",
        {"seal": seal, "known": found},
        status=200 if found else 404,
    )


@require_GET
def devices(request: HttpRequest) -> HttpResponse:
    """One's own devices, and those of the agencies whose devices one manages."""
    streams = streams_visible_to(person(request)).order_by("-enrolled_at", "pk")
    return render(
        request,
        "inspections/devices.html",
        {"page": page_of(request, streams), "form": RevokeForm()},
    )


@require_POST
def device_revoke(request: HttpRequest, stream: UUID) -> HttpResponse:
    """Revoke a device for an officer."""
    form = RevokeForm(request.POST)
    if form.is_valid():
        revoke_stream(
            user=person(request), stream=stream, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("The device is revoked."))
    else:
        messages.error(request, _("Say why the device is revoked."))
    return redirect("devices")
