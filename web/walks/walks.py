"""Walks: planned, walked, and what was seen on them."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotAllowed, NotFound
from core.nights import local
from evidence.models import Item
from evidence.queries.items import items_visible_to
from evidence.queries.schemes import scheme_named, scheme_on
from evidence.rules.scheme import Scheme
from situation.models import NotePhoto, Walk, WalkKind
from situation.queries.walks import (
    notes_held_for,
    photos_of,
    photos_visible_to,
    walks_visible_to,
    with_points,
)
from situation.services.walks import cancel_walk, plan_walk
from web.asking import municipality_in_hand, page_of, person
from web.deeds import page_of_it, taken
from web.fields import ReasonForm
from web.files import download
from web.parts.table import Cell, Column, Table
from web.walks.checks import year_of_checks
from web.walks.forms import PlanWalkForm
from web.walks.marks import standing
from web.walks.safety import safety_page, safety_seen


@require_http_methods(["GET", "POST"])
def walk_list(request: HttpRequest) -> HttpResponse:
    """Every walk, the latest night first; and planning one."""
    municipality_in_hand(request, Capability.SEE_WALKS)
    user = person(request)
    if request.method == "GET":
        return _list(request, PlanWalkForm(user=user))
    if not agencies_where(user, Capability.PLAN_WALKS).exists():
        raise NotAllowed(_("Only a coordinator plans walks."))
    scheme = scheme_on(clock.today())
    if scheme is None:
        raise NotFound(_("There is no such scheme."))
    return taken(
        request, PlanWalkForm(request.POST, user=user),
        lambda **said: plan_walk(
            user=user, kind=WalkKind.APPRAISAL, scheme=scheme.it.code, **said
        ),
        lambda wrong: _list(request, wrong), then=page_of_it("walk_detail"),
        said=_("It is planned, and goes down to the tablets with the register."),
    )  # fmt: skip


def _list(request: HttpRequest, form: forms.BaseForm) -> HttpResponse:
    user = person(request)
    page = page_of(request, with_points(walks_visible_to(user)))
    return render(
        request,
        "walks/list.html",
        {
            "page": page,
            "table": Table(
                (
                    Column(_("Walk")), Column(_("kind")), Column(_("Night")),
                    Column(_("Where it stands")),
                    Column(_("Notes"), is_number=True),
                ),
                [
                    (
                        Cell(one.title, reverse("walk_detail", args=[one.pk])),
                        Cell(one.get_kind_display()), Cell(one.night),
                        Cell("", marks=(standing(one),)),
                        Cell(one.points_seen),
                    )
                    for one in page
                ],
            ),
            "may_plan": agencies_where(user, Capability.PLAN_WALKS).exists(),
            "held": notes_held_for(user).count(),
            "checks": year_of_checks(municipality_in_hand(request, Capability.SEE_WALKS)),
            "form": form,
        },
    )  # fmt: skip


def _seen(request: HttpRequest, walk: UUID) -> Walk:
    row = walks_visible_to(person(request)).filter(pk=walk).first()
    if row is None:
        raise NotFound(_("There is no such walk, or it is not yours to see."))
    return row


@require_GET
def walk_detail(request: HttpRequest, walk: UUID) -> HttpResponse:
    """What was seen, in the order of the night, with its photos."""
    row = _seen(request, walk)
    if row.kind == WalkKind.SAFETY:
        return safety_page(request, safety_seen(request, walk))
    return _page(request, row, ReasonForm())


def _page(request: HttpRequest, row: Walk, form: forms.BaseForm) -> HttpResponse:
    user, scheme = person(request), scheme_named(row.scheme)
    points = row.points.select_related("seen_by", "landed__item")
    photos = photos_of(points)
    plans = agencies_where(user, Capability.PLAN_WALKS).filter(pk=row.agency_id)
    return render(
        request,
        "walks/walk.html",
        {
            "row": row,
            "mark": standing(row),
            "scheme": scheme,
            "points": [
                {
                    "row": one,
                    "time": local(one.seen_at),
                    "zone": _named(one.zone, scheme),
                    "attribute": scheme.attribute(one.attribute),
                    "words": scheme.scale.get(one.score or 0),
                    "photos": photos.get(one.pk, []),
                    "awaited": len(one.photos) - len(photos.get(one.pk, [])),
                }
                for one in points
            ],
            "items": _items(request, points),
            "may_cancel": row.began_at is None
            and row.cancelled_at is None
            and plans.exists(),
            "form": form,
        },
    )


def _named(zone: str, scheme: Scheme) -> str:
    return next((one.name for one in scheme.zones if one.code == zone), "")


def _items(request: HttpRequest, points: Any) -> list[Item]:
    """The pieces of evidence that it became, as far as they are the person's to see."""
    rows = items_visible_to(person(request)).filter(appraised__point__in=points)
    return list(rows.distinct().order_by("made_at"))


@require_POST
def walk_cancel(request: HttpRequest, walk: UUID) -> HttpResponse:
    """Call a walk off."""
    row = _seen(request, walk)

    def again(wrong: forms.BaseForm) -> HttpResponse:
        if row.kind == WalkKind.SAFETY:
            return safety_page(request, safety_seen(request, walk), cancel_form=wrong)
        return _page(request, row, wrong)

    return taken(
        request, ReasonForm(request.POST),
        lambda **said: cancel_walk(user=person(request), walk=walk, **said),
        again,
        then=reverse("walk_detail", args=[walk]), said=_("It is called off."),
    )  # fmt: skip


@require_GET
def walk_photo(request: HttpRequest, photo: UUID) -> HttpResponse:
    """A photo of a walk that one may see."""
    row: NotePhoto | None = photos_visible_to(person(request)).filter(pk=photo).first()
    if row is None:
        raise NotFound(_("There is no such file, or it is not yours to see."))
    return download(row)
