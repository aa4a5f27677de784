"""Venues, and bringing in a register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.rules.capabilities import Capability
from accounts.services.reads import log_personal_data_read
from core import clock
from core.chart import bar_chart
from core.errors import DomainError, NotFound
from core.nights import night_or_civil_date
from inspections.queries.due_list import due_with_reasons
from inspections.rules.reinspection import Reason
from venues.models import ImportState
from venues.queries.import_progress import progress_of
from venues.queries.tonight import tonight_at
from venues.queries.venues import imports_visible_to, venues_visible_to
from venues.services.import_register import (
    confirm_register,
    upload_register,
)
from web.asking import chosen_agency, page_of, person
from web.parts.mark import ENDED, OVERDUE, Mark, Tone, import_mark
from web.parts.table import KeyFigure
from web.venues.forms import RegisterForm
from web.venues.story import KIND_WORDS, EventKind, story_of
from web.words import FACTOR_WORDS, REASON_WORDS


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
    only = request.GET.get("only", "")
    return render(
        request,
        "venues/detail.html",
        {
            "venue": found,
            "agency": agency,
            "today": clock.today(),
            "tonight": tonight_at(found, night_or_civil_date(clock.now())),
            "reasons": reasons,
            "reason": REASON_WORDS[Reason(reasons.due.reason)] if reasons else "",
            "factors": bar_chart(
                _("Why: the points of each factor"),
                _("points"),
                [
                    (FACTOR_WORDS[factor], points)
                    for factor, points in (reasons.factors if reasons else {}).items()
                ],
            ),
            "only": only if only in set(EventKind) else "",
            "kinds": list(KIND_WORDS.items()),
            "story": story_of(person(request), found, only),
            "ended": ENDED,
            "overdue": OVERDUE,
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
            "state": import_mark(found.state),
            "figures": _counts(found.counts),
            "progress": progress_of(found.pk) if waits else None,
            "page": page_of(request, found.lines.all()),
        },
    )


def _counts(counts: dict[str, int]) -> list[KeyFigure]:
    words = {
        "new": _("New"),
        "changed": _("Changed"),
        "ended": _("Ended"),
        "unchanged": _("Unchanged"),
        "refused": _("Refused"),
        "remarks": _("Remarks"),
    }
    care = Mark(_("look at them"), Tone.CARE)
    return [
        KeyFigure(
            said,
            counts.get(name),
            mark=care if counts.get(name) and name in {"refused", "ended"} else None,
        )
        for name, said in words.items()
    ]


@require_POST
def import_apply(request: HttpRequest, batch: str) -> HttpResponse:
    """Let what was shown be applied."""
    found = imports_visible_to(person(request)).filter(pk=batch).first()
    if found is None:
        raise NotFound(_("There is no such import, or it is not yours to see."))
    confirm_register(user=person(request), batch=found.pk)
    return redirect("import_detail", batch)
