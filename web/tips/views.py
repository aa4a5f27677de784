"""Complaints and tips: the list, noting one, judging one."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from accounts.services.reads import log_personal_data_read
from core.errors import Invalid, NotFound, WrongState
from inspections.models import Tip, TipSource, TipState
from inspections.queries.tips import tips_visible_to
from inspections.services.tips import judge_tip, note_tip
from venues.queries.venues import venues_visible_to
from web.asking import page_of, person
from web.parts.mark import Mark, Tone
from web.parts.table import Cell, Column, Table
from web.tips.forms import JudgeForm, TipForm

_COLUMNS = (
    Column(gettext_lazy("Received")),
    Column(gettext_lazy("Venue")),
    Column(gettext_lazy("From")),
    Column(gettext_lazy("State")),
)
_TONES: Mapping[str, Tone] = {
    TipState.NEW: Tone.CARE,
    TipState.CONFIRMED: Tone.BAD,
    TipState.UNFOUNDED: Tone.NONE,
    TipState.FORWARDED: Tone.CALM,
}


@require_GET
def tip_list(request: HttpRequest) -> HttpResponse:
    """What has come in, what is not judged first."""
    rows = tips_visible_to(person(request)).order_by("judged_at", "-received_on", "-pk")
    page = page_of(request, rows)
    table = Table(_COLUMNS, [_line(row) for row in page])
    return render(request, "tips/list.html", {"page": page, "table": table})


def _line(row: Tip) -> tuple[Cell, ...]:
    return (
        Cell(row.received_on, reverse("tip_detail", args=[row.pk])),
        Cell(row.venue.name, reverse("venue_detail", args=[row.venue_id])),
        Cell(row.get_source_display()),
        Cell(marks=(_mark(row),)),
    )


def _mark(row: Tip) -> Mark:
    return Mark(row.get_state_display(), _TONES[row.state])


@require_http_methods(["GET", "POST"])
def tip_new(request: HttpRequest, venue: UUID) -> HttpResponse:
    """Note what somebody has said about a venue."""
    found = venues_visible_to(person(request)).filter(pk=venue).first()
    follows = agencies_where(person(request), Capability.FOLLOW_UP)
    if found is None or not follows.filter(municipality=found.municipality_id).exists():
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    form = TipForm(
        request.POST or None, user=person(request), municipality=found.municipality_id
    )
    if request.method == "POST" and form.is_valid():
        asked = {**form.cleaned_data, "source": TipSource(form.cleaned_data["source"])}
        try:
            tip = note_tip(user=person(request), venue=found, **asked)
        except (Invalid, WrongState) as error:
            form.add_error("text", str(error.sentence))
        else:
            messages.success(request, _("It is noted."))
            return redirect("tip_detail", tip.pk)
    return render(request, "tips/new.html", {"venue": found, "form": form})


@require_http_methods(["GET", "POST"])
def tip_detail(request: HttpRequest, tip: int) -> HttpResponse:
    """One tip, and judging it."""
    row = tips_visible_to(person(request)).filter(pk=tip).first()
    if row is None:
        raise NotFound(_("There is no such tip, or it is not yours to see."))
    form = JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            judge_tip(
                user=person(request), tip=row.pk,
                state=TipState(form.cleaned_data["state"]),
                judgement=form.cleaned_data["judgement"],
            )  # fmt: skip
        except (Invalid, WrongState) as error:
            form.add_error(None, str(error.sentence))
        else:
            messages.success(request, _("It is judged."))
            return redirect("tip_list")
    log_personal_data_read(
        user=person(request), municipality=row.agency.municipality, kind="tip",
        subject=str(row.pk),
    )  # fmt: skip
    follows = agencies_where(person(request), Capability.FOLLOW_UP)
    may = row.state == TipState.NEW and follows.filter(pk=row.agency_id).exists()
    return render(
        request,
        "tips/detail.html",
        {"tip": row, "mark": _mark(row), "form": form if may else None},
    )
