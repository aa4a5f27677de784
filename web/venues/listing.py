"""The list of venues: filters and order in the address, a map beside it, an export."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Agency
from accounts.rules.capabilities import Capability
from accounts.services.filters import forget_filter, save_filter
from core import clock
from inspections.queries.due_list import DueVenue, due_list
from inspections.queries.due_statement import DueFilter, DueOrder
from venues.models import BusinessKind, Venue
from venues.queries.venues import (
    areas_visible_to,
    matching,
    serving_after,
    venues_visible_to,
    within,
)
from web.asking import PAGE, asked_number, chosen_agency, person
from web.parts.export import exported
from web.parts.mark import ENDED, OVERDUE
from web.parts.table import Cell, Column, Table
from web.venues.forms import SavedFilterForm, VenueFilter
from web.words import REASON_WORDS

ONE_O_CLOCK = 25 * 60
_MAP_PLACES = 3000
_COLUMNS = (
    Column(gettext_lazy("Name"), sort=DueOrder.NAME),
    Column(gettext_lazy("Address")),
    Column(gettext_lazy("Kind of business")),
)
_DUE_COLUMNS = (
    Column(gettext_lazy("Class"), sort=DueOrder.POINTS),
    Column(gettext_lazy("Last visit"), sort=DueOrder.VISITED),
    Column(gettext_lazy("Due"), sort=DueOrder.DUE),
)


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a list that is shown; all of it when there is no limit."""

    limit: int | None = None
    offset: int = 0

    @property
    def part(self) -> slice:
        end = None if self.limit is None else self.offset + self.limit
        return slice(self.offset, end)


@require_GET
def venue_list(request: HttpRequest) -> HttpResponse:
    """Every venue one may see, as the address asks; or the same as a file."""
    form = VenueFilter(request.GET, user=person(request), today=clock.today())
    asked = form.cleaned_data if form.is_valid() else {}
    agency = chosen_agency(request, Capability.SEE_DUE_LIST)
    form_of_export = request.GET.get("export", "")
    page = asked_number(request, "page") or 1
    window = Window() if form_of_export else Window(PAGE + 1, (page - 1) * PAGE)
    venues = chosen_venues(request, asked)
    if agency is None or asked.get("ended"):
        table = _plain_table(venues, window)
    else:
        table = _due_table(agency, venues, asked, request.GET.get("sort", ""), window)
    if form_of_export in {"csv", "xlsx"}:
        return exported(table, _("venues"), form_of_export)
    return render(
        request,
        "venues/list.html",
        {
            "form": form,
            "table": Table(
                table.columns, table.rows[:PAGE], sort=table.sort or DueOrder.NAME
            ),
            "number": page,
            "has_more": len(table.rows) > PAGE,
            "count": venues.count(),
            "tiles": settings.MAP_TILES,
            "attribution": settings.MAP_ATTRIBUTION,
            "saved": person(request).saved_filters.filter(route="venue_list"),
        },
    )


def chosen_venues(request: HttpRequest, asked: dict[str, Any]) -> QuerySet[Venue]:
    """The venues that fit what is asked of the venue itself."""
    venues = matching(venues_visible_to(person(request)), str(asked.get("q") or ""))
    if not asked.get("ended"):
        venues = venues.filter(ended_on=None)
    if asked.get("kind"):
        venues = venues.filter(business_kind=asked["kind"])
    if asked.get("late"):
        venues = serving_after(venues, ONE_O_CLOCK, clock.today())
    area = (
        areas_visible_to(person(request), clock.today())
        .filter(pk=asked.get("area") or 0)
        .first()
    )
    return venues if area is None else within(venues, area)


def _due_table(
    agency: Agency,
    venues: QuerySet[Venue],
    asked: dict[str, Any],
    sort: str,
    window: Window,
) -> Table:
    today = clock.today()
    name = sort.removeprefix("-")
    order = DueOrder(name) if name in set(DueOrder) else DueOrder.NAME
    grade, due = str(asked.get("grade") or ""), str(asked.get("due") or "")
    has_deadline = bool(asked.get("findings"))
    if order == DueOrder.NAME and not (grade or due or has_deadline):
        # Nothing asks for the score of venues that are not shown: page first.
        by_name = venues.order_by("-name" if sort.startswith("-") else "name", "pk")
        shown = list(by_name.values_list("pk", flat=True)[window.part])
        venues, window = Venue.objects.filter(pk__in=shown), Window()
    rows = due_list(
        agency,
        today,
        DueFilter(
            among=venues,
            grade=grade,
            due_by=_due_by(due, today),
            has_deadline=has_deadline,
            order=order,
            is_turned=sort.startswith("-"),
        ),
        limit=window.limit,
        offset=window.offset,
    )
    kinds = dict(
        Venue.objects.filter(
            pk__in=[row.venue for row in rows[: PAGE * 20]]
        ).values_list("pk", "business_kind")
    )
    return Table(
        (*_COLUMNS, *_DUE_COLUMNS),
        [_due_row(row, kinds.get(row.venue, ""), today) for row in rows],
        sort=sort if name == order else order,
    )


def _due_row(row: DueVenue, kind: str, today: date) -> Sequence[Cell]:
    return (
        Cell(row.name, reverse("venue_detail", args=[row.venue])),
        Cell(row.address),
        Cell(_kind(kind)),
        Cell(row.risk_class, note=_("%(points)s points") % {"points": row.points}),
        Cell(row.visited_on),
        Cell(
            row.due_on,
            marks=(OVERDUE,) if row.due_on < today else (),
            note=REASON_WORDS[row.reason],
        ),
    )


def _plain_table(venues: QuerySet[Venue], window: Window) -> Table:
    rows = venues.order_by("name", "pk")[window.part]
    return Table(
        _COLUMNS,
        [
            (
                Cell(
                    venue.name,
                    reverse("venue_detail", args=[venue.pk]),
                    marks=(ENDED,) if venue.ended_on else (),
                ),
                Cell(venue.address),
                Cell(_kind(venue.business_kind)),
            )
            for venue in rows
        ],
    )


def _kind(code: str) -> str:
    return str(BusinessKind(code).label) if code else ""


def _due_by(asked: str, today: date) -> date | None:
    return {
        "overdue": today - timedelta(days=1),
        "month": today + timedelta(days=30),
    }.get(asked)


@require_GET
def venue_places(request: HttpRequest) -> HttpResponse:
    """The places of the venues that the list shows, and the areas, as GeoJSON."""
    form = VenueFilter(request.GET, user=person(request), today=clock.today())
    asked = form.cleaned_data if form.is_valid() else {}
    placed = chosen_venues(request, asked).exclude(latitude=None).order_by("pk")
    features = [
        {
            "type": "Feature",
            "geometry": {
                "type": "Point",
                "coordinates": [venue.longitude, venue.latitude],
            },
            "properties": {
                "name": venue.name,
                "address": venue.address,
                "href": reverse("venue_detail", args=[venue.pk]),
            },
        }
        for venue in placed[:_MAP_PLACES]
    ]
    features += [
        {
            "type": "Feature",
            "geometry": area.polygon,
            "properties": {"name": area.name, "area": True},
        }
        for area in areas_visible_to(person(request), clock.today())
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


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
