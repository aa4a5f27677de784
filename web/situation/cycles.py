"""Cycles: all of them, and the page that a meeting looks at together."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import NotAllowed, NotFound
from core.nights import local
from situation.models import Cycle, DecisionState, Feedback
from situation.permissions import check_keeps_situation
from situation.queries.cycles import (
    began_on,
    cycles_visible_to,
    decisions_visible_to,
    expected_in,
    reports_visible_to,
    told_in,
)
from situation.queries.picture import picture_now, seen_in_the_year_to
from situation.queries.public_words import waiting_words
from situation.services.cycles import begin_cycles, move_cycle, share_picture
from web.asking import chosen_municipality, municipality_in_hand, page_of, person
from web.deeds import done, page_of_it, taken
from web.formats import moment
from web.parts.mark import Mark, Tone
from web.parts.table import Cell, Column, Table
from web.situation import words
from web.situation.forms import BeginCyclesForm, DecisionForm, FeedbackForm, HoursForm


@require_http_methods(["GET", "POST"])
def cycle_list(request: HttpRequest) -> HttpResponse:
    """Every cycle, the latest first; and beginning with them."""
    municipality_in_hand(request, Capability.SEE_SITUATION)
    there = chosen_municipality(request, Capability.KEEP_SITUATION)
    if request.method == "GET":
        return _list(request, BeginCyclesForm())
    if there is None:
        raise NotAllowed(_("Only a coordinator begins with reports."))
    return taken(
        request, BeginCyclesForm(request.POST),
        lambda **said: begin_cycles(user=person(request), municipality=there, **said),
        lambda wrong: _list(request, wrong), then=page_of_it("cycle_detail"),
    )  # fmt: skip


def _list(request: HttpRequest, form: forms.BaseForm) -> HttpResponse:
    rows = cycles_visible_to(person(request)).annotate(
        told=Count("reports", filter=Q(reports__withdrawn_at=None))
    )
    page = page_of(request, rows.order_by("-first", "municipality"))
    return render(
        request,
        "situation/cycles.html",
        {
            "page": page,
            "table": Table(
                (
                    Column(_("Cycle")), Column(_("Where it stands")),
                    Column(_("Reports"), is_number=True), Column(_("Meeting")),
                ),
                [
                    (
                        Cell(
                            f"{one.first} – {one.last}",
                            reverse("cycle_detail", args=[one.pk]),
                            note=one.municipality.name,
                        ),
                        Cell("", marks=(standing(one),)), Cell(one.told),
                        Cell(moment(one.meets_at)),
                    )
                    for one in page
                ],
            ),
            "keeps": chosen_municipality(request, Capability.KEEP_SITUATION),
            "waiting": waiting_words(person(request)).count(),
            "form": form,
        },
    )  # fmt: skip


def standing(row: Cycle) -> Mark:
    """Whether the picture is out, and whether it came before the meeting."""
    if row.shared_at is None:
        return Mark(_("takes reports in"), Tone.CALM)
    if row.shared_at <= row.meets_at:
        return Mark(_("shared in time"), Tone.GOOD)
    return Mark(_("shared after the meeting"), Tone.CARE)


def cycle_seen(request: HttpRequest, cycle: UUID) -> Cycle:
    """The cycle; `NotFound` unless it is the person's to see."""
    row = cycles_visible_to(person(request)).filter(pk=cycle).first()
    if row is None:
        raise NotFound(_("There is no such cycle, or it is not yours to see."))
    return row


@require_GET
def cycle_detail(request: HttpRequest, cycle: UUID) -> HttpResponse:
    """What the meeting looks at: picture, patterns, who told, what is decided."""
    return cycle_page(request, cycle_seen(request, cycle))


def cycle_page(
    request: HttpRequest, row: Cycle, **wrong: forms.BaseForm
) -> HttpResponse:
    """The page; `wrong` are forms that were sent and come back, by what they ask."""
    user = person(request)
    keeps = municipalities_where(user, Capability.KEEP_SITUATION)
    may = keeps.filter(pk=row.municipality_id).exists()
    return render(
        request,
        "situation/cycle.html",
        {
            "row": row,
            "mark": standing(row),
            "may": may,
            "sent": set(wrong),
            **_picture(row),
            **_who(row),
            **_reports(request, row),
            **(_forms(request, row, wrong) if may else {}),
        },
    )


def _picture(row: Cycle) -> dict[str, Any]:
    picture = row.picture or picture_now(row)
    year = seen_in_the_year_to(row)
    return {
        "figures": words.key_figures(picture),
        "against": words.against_words(picture),
        "hotspots": [
            (
                words.place_name(one["where"], one["latitude"], one["longitude"]),
                words.zone_name(one["zone"]), words.hotspot_words(one),
            )
            for one in picture["hotspots"]
        ],
        "has_reports": bool(picture["reports"]),
        "places": words.places_table(picture, picture["places"]),
        "without_position": picture["without_position"],
        "tables": words.tables(picture),
        "week": words.week_table(year),
        "wheel": words.wheel(year, began_on(row.municipality), row.last),
    }  # fmt: skip


def _who(row: Cycle) -> dict[str, Any]:
    expected, told = list(expected_in(row)), told_in(row)
    return {
        "told": [one for one in expected if one.pk in told],
        "silent": [one for one in expected if one.pk not in told],
    }


def _reports(request: HttpRequest, row: Cycle) -> dict[str, Any]:
    user = person(request)
    answered = Feedback.objects.filter(reports=OuterRef("pk"))
    reports = (
        reports_visible_to(user)
        .filter(cycle=row)
        .annotate(is_answered=Exists(answered))
        .order_by("seen_at", "pk")
    )
    in_town = decisions_visible_to(user).filter(cycle__municipality=row.municipality_id)
    return {
        "reports": _report_table(list(reports)),
        "open": in_town.filter(state=DecisionState.OPEN),
        "closed": in_town.filter(cycle=row).exclude(state=DecisionState.OPEN),
    }


def _report_table(rows: list[Any]) -> Table:
    return Table(
        (
            Column(_("Night")), Column(_("what")), Column(_("where")),
            Column(_("how serious")), Column(_("told by")), Column(_("in a few words")),
        ),
        [
            (
                Cell(one.night, note=words.zone_name(one.zone)),
                Cell(words.category_name(one.category), marks=_marks(one)),
                Cell(one.where or _("on the map")),
                Cell(one.get_severity_display()),
                Cell(one.reporter.organisation if one.reporter else _("the public")),
                Cell(one.text, note=one.withdrawn_why),
            )
            for one in rows
        ],
    )  # fmt: skip


def _marks(one: Any) -> tuple[Mark, ...]:
    if one.withdrawn_at is not None:
        return (Mark(_("taken back"), Tone.NONE),)
    if one.is_answered:
        return (Mark(_("answered"), Tone.GOOD),)
    return ()


def _forms(
    request: HttpRequest, row: Cycle, wrong: dict[str, forms.BaseForm]
) -> dict[str, Any]:
    among = reports_to_choose(request, row)
    hours = {"due_at": local(row.due_at), "meets_at": local(row.meets_at)}
    return {
        "hours_form": HoursForm(initial=hours, auto_id="hours-%s"),
        "decision_form": DecisionForm(among=among, auto_id="decision-%s"),
        "feedback_form": FeedbackForm(among=among, auto_id="feedback-%s"),
        **wrong,
    }


def reports_to_choose(request: HttpRequest, row: Cycle) -> Any:
    """The cycle's reports that were not taken back."""
    return reports_visible_to(person(request)).filter(cycle=row, withdrawn_at=None)


@require_POST
def cycle_hours(request: HttpRequest, cycle: UUID) -> HttpResponse:
    """Choose other hours."""
    row = cycle_seen(request, cycle)
    check_keeps_situation(person(request), row.municipality)
    return taken(
        request, HoursForm(request.POST, auto_id="hours-%s"),
        lambda **said: move_cycle(user=person(request), cycle=cycle, **said),
        lambda wrong: cycle_page(request, row, hours_form=wrong),
        then=reverse("cycle_detail", args=[cycle]), said=_("It is saved."),
    )  # fmt: skip


@require_POST
def cycle_share(request: HttpRequest, cycle: UUID) -> HttpResponse:
    """Share the picture with those who reported."""
    row = cycle_seen(request, cycle)
    return done(
        request, lambda: share_picture(user=person(request), cycle=row.pk),
        reverse("cycle_detail", args=[cycle]),
        _("It is shared: the reporters see it on their pages."),
    )  # fmt: skip
