"""A safety walk: planned, invited to, who came, what was seen, and what follows."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core.errors import NotAllowed, NotFound
from core.nights import local
from situation.models import NotePhoto, SafetyWalk, WalkPoint
from situation.queries.safety_walks import (
    points_of,
    rewalked,
    safety_walks_visible_to,
)
from situation.queries.walks import photos_of
from situation.rules.category import walk_category_name
from situation.rules.for_whom import feeling
from situation.rules.safety_walk import ANSWERED_WITHIN
from situation.rules.screening import names_in, numbers_in
from situation.services.safety_walks import (
    add_addresses,
    drop_address,
    end_safety_walk,
    plan_safety_walk,
    put_gathered_right,
    replan_safety_walk,
)
from situation.services.walk_letters import invite, renew_walk_link, walk_link
from web.asking import municipality_in_hand, person
from web.deeds import done, page_of_it, taken
from web.fields import ReasonForm
from web.situation.place_map import place_map
from web.walks.marks import measure_mark, standing, told_table
from web.walks.safety_forms import (
    AddressesForm,
    AnswerForm,
    EndForm,
    GroupForms,
    InviteForm,
    LightForm,
    MeasureForm,
    PlanSafetyWalkForm,
    SendProtocolForm,
    groups_of,
)


@require_http_methods(["GET", "POST"])
def safety_new(request: HttpRequest) -> HttpResponse:
    """Plan a safety walk."""
    town = municipality_in_hand(request, Capability.PLAN_WALKS)
    user = person(request)

    def page(form: forms.BaseForm) -> HttpResponse:
        return render(
            request, "walks/safety_plan.html", {"form": form, **place_map(town)}
        )

    if request.method == "GET":
        return page(PlanSafetyWalkForm(user=user))
    form = PlanSafetyWalkForm(request.POST, user=user)
    return taken(
        request, form,
        lambda agency, **_said: plan_safety_walk(
            user=user, agency=agency, plan=form.plan
        ),
        page, then=page_of_it("walk_detail"),
        said=_("It is planned, and goes down to the tablets with the register."),
    )  # fmt: skip


def safety_seen(request: HttpRequest, walk: UUID) -> SafetyWalk:
    """The safety walk; `NotFound` unless it is the person's to see."""
    row = safety_walks_visible_to(person(request)).filter(pk=walk).first()
    if row is None:
        raise NotFound(_("There is no such walk, or it is not yours to see."))
    return row


def safety_kept(request: HttpRequest, walk: UUID) -> SafetyWalk:
    """The same, for whoever plans it; `NotAllowed` for whoever only sees it."""
    row = safety_seen(request, walk)
    if not plans(request, row):
        raise NotAllowed(_("Only a coordinator of the agency that holds it does that."))
    return row


def plans(request: HttpRequest, row: SafetyWalk) -> bool:
    """Whether the person plans this walk."""
    held = agencies_where(person(request), Capability.PLAN_WALKS)
    return held.filter(pk=row.walk.agency_id).exists()


@require_http_methods(["GET", "POST"])
def safety_plan(request: HttpRequest, walk: UUID) -> HttpResponse:
    """Plan it otherwise."""
    row, user = safety_kept(request, walk), person(request)

    def page(form: forms.BaseForm) -> HttpResponse:
        return render(
            request,
            "walks/safety_plan.html",
            {"form": form, "row": row, **place_map(row.walk.municipality)},
        )

    if request.method == "GET":
        return page(PlanSafetyWalkForm(user=user, row=row))
    form = PlanSafetyWalkForm(request.POST, user=user, row=row)
    return taken(
        request, form,
        lambda **_said: replan_safety_walk(user=user, walk=walk, plan=form.plan),
        page, then=reverse("walk_detail", args=[walk]), said=_("It is saved."),
    )  # fmt: skip


def safety_page(
    request: HttpRequest, row: SafetyWalk, **wrong: forms.BaseForm
) -> HttpResponse:
    """The page; `wrong` are forms that were sent and come back, by what they ask."""
    points, may = points_of(row).select_related("seen_by"), plans(request, row)
    return render(
        request,
        "walks/safety.html",
        {
            "row": row,
            "walk": row.walk,
            "mark": standing(row.walk),
            "may": may,
            "may_cancel": may
            and row.walk.began_at is None
            and row.walk.cancelled_at is None,
            "sent": set(wrong),
            "told": told_table(row),
            "points": _points(row, points),
            "struck": row.walk.points.exclude(struck_at=None).count(),
            "measures": [
                (one, measure_mark(one))
                for one in row.measures.order_by("made_at", "pk")
            ],
            "protocols": row.protocols.select_related("sent_by"),
            "answers": row.answers.select_related("given_by"),
            "answer_by": _answer_by(row),
            "features": _features(row, points),
            **place_map(row.walk.municipality),
            **(_forms(row, points, wrong) if may else {}),
        },
    )


def _answer_by(row: SafetyWalk) -> date | None:
    ended = row.walk.ended_at
    return None if ended is None else local(ended).date() + ANSWERED_WITHIN


def _points(row: SafetyWalk, points: Any) -> list[dict[str, Any]]:
    photos, became = photos_of(points), rewalked(row)
    return [
        {
            "row": one,
            "number": number,
            "time": local(one.seen_at),
            "feeling": feeling(one.feels, one.for_whom),
            "about": walk_category_name(one.category),
            "photos": photos.get(one.pk, []),
            "awaited": len(one.photos) - len(photos.get(one.pk, [])),
            "became": became.get(one.again_of_id) if one.again_of_id else None,
        }
        for number, one in enumerate(points, 1)
    ]


def _features(row: SafetyWalk, points: Any) -> dict[str, object]:
    """Route and points as GeoJSON, for the map."""
    stops = [one for one in row.route if one["latitude"] is not None]
    return {
        "type": "FeatureCollection",
        "features": [
            *(_feature(one["name"], one, "stop") for one in stops),
            *(
                _feature(
                    f"{number}. {one.where} {feeling(one.feels, one.for_whom)}",
                    _place(one),
                    one.feels or "noted",
                )
                for number, one in enumerate(points, 1)
                if one.latitude is not None
            ),
        ],
    }


def _place(one: WalkPoint) -> dict[str, Any]:
    return {"latitude": one.latitude, "longitude": one.longitude}


def _feature(name: str, place: dict[str, Any], kind: str) -> dict[str, object]:
    at = [place["longitude"], place["latitude"]]
    return {
        "type": "Feature",
        "properties": {"name": name, "kind": kind},
        "geometry": {"type": "Point", "coordinates": at},
    }


def photos_to_choose(row: SafetyWalk) -> Any:
    """The photos that have come of points that stand, without their bytes."""
    return (
        NotePhoto.objects.filter(note__point__in=points_of(row))
        .select_related("note__point")
        .defer("content", "note__content")
        .order_by("note__point__seen_at", "pk")
    )


def _forms(
    row: SafetyWalk, points: Any, wrong: dict[str, forms.BaseForm]
) -> dict[str, Any]:
    return {
        "link": walk_link(row),
        "addresses": row.addresses.all(),
        "addresses_form": AddressesForm(auto_id="list-%s"),
        "invite_form": InviteForm(auto_id="invite-%s"),
        "cancel_form": ReasonForm(auto_id="cancel-%s"),
        "end_form": EndForm(auto_id="end-%s"),
        "light_form": LightForm(
            initial={"light": row.light, "weather": row.weather}, auto_id="light-%s"
        ),
        "groups": GroupForms(initial=groups_of(row), prefix="groups"),
        "measure_form": MeasureForm(among=points, auto_id="measure-%s"),
        "protocol_form": SendProtocolForm(
            photos=photos_to_choose(row), points=points, auto_id="protocol-%s"
        ),
        "suspicious": _suspicious(points),
        "answer_form": AnswerForm(auto_id="answer-%s"),
        **wrong,
    }


@require_POST
def safety_end(request: HttpRequest, walk: UUID) -> HttpResponse:
    """End a walk whose end never came from a tablet."""
    row = safety_kept(request, walk)
    return taken(
        request, EndForm(request.POST, auto_id="end-%s"),
        lambda **said: end_safety_walk(user=person(request), walk=walk, **said),
        lambda wrong: safety_page(request, row, end_form=wrong),
        then=reverse("walk_detail", args=[walk]), said=_("It is ended."),
    )  # fmt: skip


@require_POST
def safety_renew(request: HttpRequest, walk: UUID) -> HttpResponse:
    """End the participants' links that are out."""
    safety_kept(request, walk)
    return done(
        request, lambda: renew_walk_link(user=person(request), walk=walk),
        reverse("walk_detail", args=[walk]), _("The link is renewed."),
    )  # fmt: skip


def _suspicious(points: Any) -> list[tuple[int, str]]:
    """The points in whose words something looks like a name, by number."""
    found = (
        (number, f"{one.where} {one.text}") for number, one in enumerate(points, 1)
    )
    return [
        (number, ", ".join(names_in(said)) or _("what looks like a number"))
        for number, said in found
        if names_in(said) or numbers_in(said)
    ]


@require_POST
def safety_addresses(request: HttpRequest, walk: UUID) -> HttpResponse:
    """Put addresses on the list."""
    row = safety_kept(request, walk)
    return taken(
        request, AddressesForm(request.POST, auto_id="list-%s"),
        lambda **said: add_addresses(user=person(request), walk=walk, **said),
        lambda wrong: safety_page(request, row, addresses_form=wrong),
        then=reverse("walk_detail", args=[walk]), said=_("They are on the list."),
    )  # fmt: skip


@require_POST
def safety_address_drop(request: HttpRequest, walk: UUID, address: int) -> HttpResponse:
    """Take an address off the list."""
    safety_kept(request, walk)
    return done(
        request, lambda: drop_address(user=person(request), walk=walk, address=address),
        reverse("walk_detail", args=[walk]), _("It is off the list."),
    )  # fmt: skip


@require_POST
def safety_invite(request: HttpRequest, walk: UUID) -> HttpResponse:
    """Send the invitation to the list."""
    row = safety_kept(request, walk)
    return taken(
        request, InviteForm(request.POST, auto_id="invite-%s"),
        lambda **said: invite(user=person(request), walk=walk, **said),
        lambda wrong: safety_page(request, row, invite_form=wrong),
        then=reverse("walk_detail", args=[walk]), said=_("The invitation is sent."),
    )  # fmt: skip


@require_POST
def safety_gathered(request: HttpRequest, walk: UUID) -> HttpResponse:
    """Say who came, in place of what the tablet counted."""
    row = safety_kept(request, walk)
    groups = GroupForms(request.POST, prefix="groups")
    form = LightForm(request.POST, auto_id="light-%s")

    def page(wrong: forms.BaseForm) -> HttpResponse:
        shown: Any = {"light_form": wrong, "groups": groups}
        return safety_page(request, row, **shown)

    if not groups.is_valid():
        form.is_valid()
        form.add_error(None, _("Look at the numbers: whole ones, from 0 to 500."))
        return page(form)
    return taken(
        request, form,
        lambda **said: put_gathered_right(
            user=person(request), walk=walk,
            groups=[one.group for one in groups if one.cleaned_data], **said,
        ),
        page, then=reverse("walk_detail", args=[walk]), said=_("It is saved."),
    )  # fmt: skip
