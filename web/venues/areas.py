"""The area that is certified: its versions, and bringing in another."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.rules.capabilities import Capability
from core import clock
from venues.models import Area, Venue
from venues.rules.area import is_inside
from venues.services.areas import bring_in_area
from web.asking import municipality_in_hand, person
from web.deeds import taken
from web.parts.table import Cell, Column, Table
from web.venues.forms import AreaForm

_COLUMNS = (
    Column(gettext_lazy("Area")),
    Column(gettext_lazy("valid from")),
    Column(gettext_lazy("valid to and including")),
    Column(gettext_lazy("Corners"), is_number=True),
    Column(gettext_lazy("Venues inside today"), is_number=True),
)


@require_http_methods(["GET", "POST"])
def area_list(request: HttpRequest) -> HttpResponse:
    """Every version, the latest first; and a form for another."""
    there = municipality_in_hand(request, Capability.IMPORT_REGISTER)

    def page(form: forms.BaseForm) -> HttpResponse:
        rows = Area.objects.filter(municipality=there).order_by("-valid_from", "-pk")
        venues = Venue.objects.filter(municipality=there, ended_on=None)
        places = [
            (latitude, longitude)
            for latitude, longitude in venues.values_list("latitude", "longitude")
            if latitude is not None and longitude is not None
        ]
        return render(
            request,
            "venues/areas.html",
            {"there": there, "table": _table(list(rows), places), "form": form},
        )

    if request.method == "GET":
        return page(AreaForm(initial={"valid_from": clock.today()}))

    def take(file: Any, **said: Any) -> object:
        return bring_in_area(
            user=person(request), municipality=there, content=file.read(), **said
        )

    return taken(
        request, AreaForm(request.POST, request.FILES), take, page,
        then=reverse("area_list"), said=_("The area is in force from that day on."),
    )  # fmt: skip


def _table(rows: list[Area], places: list[tuple[float, float]]) -> Table:
    return Table(
        _COLUMNS,
        [
            (
                Cell(one.name), Cell(one.valid_from), Cell(one.valid_to),
                Cell(sum(len(ring) - 1 for ring in one.polygon["coordinates"])),
                Cell(sum(is_inside(*place, one.polygon) for place in places)),
            )
            for one in rows
        ],
    )  # fmt: skip
