"""Measures of safety walks: proposing one, and what becomes of it."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import NotFound
from situation.models import Measure, MeasurePhoto, MeasureState
from situation.queries.safety_walks import measures_visible_to, points_of
from situation.rules.measure import FOLLOWS
from situation.services.measures import move_measure, propose_measure
from web.asking import person
from web.deeds import page_of_it, taken
from web.files import download
from web.walks.marks import measure_mark
from web.walks.safety import plans, safety_kept, safety_page
from web.walks.safety_forms import MeasureForm, MoveMeasureForm, point_name


@require_POST
def measure_add(request: HttpRequest, walk: UUID) -> HttpResponse:
    """Propose what is to be done."""
    row = safety_kept(request, walk)
    return taken(
        request, MeasureForm(request.POST, among=points_of(row), auto_id="measure-%s"),
        lambda **said: propose_measure(user=person(request), walk=walk, **said),
        lambda wrong: safety_page(request, row, measure_form=wrong),
        then=page_of_it("measure_detail"), said=_("It is proposed."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def measure_detail(request: HttpRequest, measure: UUID) -> HttpResponse:
    """A measure with its steps; and the next one."""
    row: Measure | None = (
        measures_visible_to(person(request)).filter(pk=measure).first()
    )
    if row is None:
        raise NotFound(_("There is no such measure, or it is not yours to see."))
    may = plans(request, row.walk) and bool(FOLLOWS[MeasureState(row.state)])

    def page(form: forms.BaseForm) -> HttpResponse:
        return render(
            request,
            "walks/measure.html",
            {
                "row": row,
                "mark": measure_mark(row),
                "points": [point_name(one) for one in row.points.order_by("seen_at")],
                "steps": row.steps.select_related("made_by").prefetch_related("photos"),
                "form": form if may else None,
            },
        )

    if request.method == "GET":
        return page(MoveMeasureForm(row=row))
    safety_kept(request, row.walk_id)
    return taken(
        request, MoveMeasureForm(request.POST, request.FILES, row=row),
        lambda **said: move_measure(user=person(request), measure=measure, **said),
        page, then=reverse("measure_detail", args=[measure]), said=_("It is noted."),
    )  # fmt: skip


@require_GET
def measure_photo(request: HttpRequest, photo: UUID) -> HttpResponse:
    """How it looks afterwards."""
    seen = measures_visible_to(person(request)).values("pk")
    row = MeasurePhoto.objects.filter(pk=photo, step__measure__in=seen).first()
    if row is None:
        raise NotFound(_("There is no such file, or it is not yours to see."))
    return download(row)
