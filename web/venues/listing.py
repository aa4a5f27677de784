"""The list of venues: filters and order in the address, a map beside it, an export."""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.rules.capabilities import Capability
from accounts.services.filters import forget_filter, save_filter
from core import clock
from venues.models import Venue
from web.asking import PAGE, asked_number, chosen_agency, person
from web.parts.export import exported
from web.parts.mark import ENDED
from web.parts.table import Cell, Table
from web.venues.due_table import VENUE_COLUMNS, due_table, kind_said
from web.venues.forms import SavedFilterForm, VenueFilter
from web.venues.selection import COUNTED, Selection, selection_of


def asked_selection(request: HttpRequest, form: VenueFilter) -> Selection:
    """What the address asks for, in the list as on its map."""
    return selection_of(
        person(request),
        chosen_agency(request, Capability.SEE_DUE_LIST),
        form.cleaned_data if form.is_valid() else {},
        request.GET.get("sort", ""),
        clock.today(),
    )


@require_GET
def venue_list(request: HttpRequest) -> HttpResponse:
    """Every venue one may see, as the address asks; or the same as a file."""
    form = VenueFilter(request.GET, user=person(request), today=clock.today())
    selection = asked_selection(request, form)
    file_form = request.GET.get("export", "")
    if file_form in {"csv", "xlsx"}:
        return exported(_table(selection, slice(None)), _("venues"), file_form)
    page = asked_number(request, "page") or 1
    table = _table(selection, slice((page - 1) * PAGE, page * PAGE + 1))
    return render(
        request,
        "venues/list.html",
        {
            "form": form,
            "table": replace(table, rows=table.rows[:PAGE]),
            "number": page,
            "has_more": len(table.rows) > PAGE,
            "count": selection.count,
            "counted": COUNTED,
            "tiles": settings.MAP_TILES,
            "attribution": settings.MAP_ATTRIBUTION,
            "saved": person(request).saved_filters.filter(route="venue_list"),
        },
    )


def _table(selection: Selection, part: slice) -> Table:
    if selection.agency is None:
        plain = [_plain_row(venue) for venue in selection.plain_rows(part)]
        return Table(VENUE_COLUMNS, plain, sort=selection.sort)
    rows = selection.due_rows(selection.agency, part)
    return due_table(rows, selection.today, selection.sort)


def _plain_row(venue: Venue) -> Sequence[Cell]:
    return (
        Cell(
            venue.name,
            reverse("venue_detail", args=[venue.pk]),
            marks=(ENDED,) if venue.ended_on else (),
        ),
        Cell(venue.address),
        Cell(kind_said(venue.business_kind)),
    )


@require_POST
def filter_save(request: HttpRequest) -> HttpResponse:
    """Keep the list's present filter under a name."""
    form = SavedFilterForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the filter a name of at most 60 letters."))
        return redirect("venue_list")
    save_filter(user=person(request), route="venue_list", **form.cleaned_data)
    return redirect(f"{reverse('venue_list')}?{form.cleaned_data['query']}")


@require_POST
def filter_forget(request: HttpRequest, filter_id: int) -> HttpResponse:
    """Forget a saved filter."""
    forget_filter(user=person(request), filter_id=filter_id)
    return redirect("venue_list")
