"""Destroying contents: one person proposes, another decides."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from core.nights import local
from inspections.models import Entry
from inspections.queries.destructions import destroyable_in, destructions_visible_to
from inspections.queries.sections import sections_visible_to
from inspections.services.destruction import (
    carry_out_destruction,
    decline_destruction,
    propose_destruction,
)
from web.asking import page_of, person
from web.inspections.forms import DestructionForm
from web.inspections.timeline import kind_word, told


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, visit: UUID, section: str) -> HttpResponse:
    """Choose entries of a section whose contents are to be destroyed, and say why."""
    found = (
        sections_visible_to(person(request))
        .filter(visit=visit, code=section, agency__isnull=False)
        .select_related("visit__venue", "visit__municipality", "agency")
        .first()
    )
    if found is None:
        raise NotFound(_("There is no such section, or it is not yours to see."))
    check_may(
        person(request),
        Capability.DESTROY_CONTENTS,
        found.visit.municipality,
        found.agency,
    )
    form = DestructionForm(request.POST or None)
    rows = destroyable_in(found).select_related("stream__officer")
    form.fields["entries"].choices = [(str(row.pk), _said(row)) for row in rows]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        propose_destruction(
            user=person(request),
            visit=visit,
            code=section,
            entries=form.cleaned_data["entries"],
            ground=form.cleaned_data["ground"],
        )
        messages.success(request, _("It is proposed. Somebody else must decide."))
        return redirect("destruction_list")
    return render(request, "inspections/destroy.html", {"section": found, "form": form})


def _said(row: Entry) -> str:
    when = local(row.recorded_at).strftime("%H:%M")
    return f"{when} {row.stream.officer.name}, {kind_word(row.kind)}: {told(row)}"


@require_GET
def destruction_list(request: HttpRequest) -> HttpResponse:
    """What was proposed and decided, with the words that would go."""
    rows = destructions_visible_to(person(request)).select_related(
        "section__visit__venue", "section__agency", "proposed_by", "decided_by"
    )
    page = page_of(request, rows)
    named = {
        str(row.pk): row
        for row in Entry.objects.filter(
            pk__in=[one for row in page for one in row.entries]
        ).select_related("stream__officer")
    }
    shown = [
        (row, [_said(named[one]) for one in row.entries if one in named])
        for row in page
    ]
    return render(
        request, "inspections/destructions.html", {"rows": shown, "page": page}
    )


@require_POST
def decide(request: HttpRequest, destruction: UUID) -> HttpResponse:
    """Decide as the second person."""
    if request.POST.get("decision") == "carry_out":
        carry_out_destruction(user=person(request), destruction=destruction)
        messages.success(request, _("The contents are destroyed. The record says so."))
    else:
        decline_destruction(user=person(request), destruction=destruction)
        messages.success(request, _("The proposal is declined. Everything stays."))
    return redirect("destruction_list")
