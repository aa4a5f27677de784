"""Joint nights: what is planned, and who came."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.errors import NotFound
from inspections.queries.occasions import (
    attendance_of,
    occasions_visible_to,
    visits_of,
)
from inspections.services.occasions import plan_occasion
from web.asking import page_of, person
from web.inspections.forms import OccasionForm


@require_http_methods(["GET", "POST"])
def occasion_list(request: HttpRequest) -> HttpResponse:
    """The joint nights, latest first, and the form to plan one."""
    form = OccasionForm(request.POST or None, user=person(request))
    if request.method == "POST" and form.is_valid():
        occasion = plan_occasion(
            user=person(request),
            municipality=form.municipality,
            night=form.cleaned_data["night"],
            name=form.cleaned_data["name"],
            invited=form.cleaned_data["invited"],
        )
        return redirect("occasion_detail", occasion.pk)
    occasions = occasions_visible_to(person(request)).prefetch_related("invited")
    return render(
        request,
        "inspections/occasions.html",
        {"form": form, "page": page_of(request, occasions)},
    )


@require_GET
def occasion_detail(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """A joint night: its visits, and which agencies really came."""
    found = occasions_visible_to(person(request)).filter(pk=occasion).first()
    if found is None:
        raise NotFound(_("There is no such joint night, or it is not yours to see."))
    visits = visits_of(person(request), found).select_related("venue")
    return render(
        request,
        "inspections/occasion.html",
        {
            "occasion": found,
            "attendance": attendance_of(person(request), found),
            "visits": visits.order_by("started_at"),
        },
    )
