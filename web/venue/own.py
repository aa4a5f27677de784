"""The venue's own: going through the checklist for itself, and its incident log."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from core.errors import NotFound, WrongState
from inspections.queries.checklists import checklist_in_force
from inspections.queries.venue_side import releases_for
from portal.models import IncidentKind, SelfCheck
from portal.services.own import (
    answer_self_check,
    begin_self_check,
    incidents_of,
    note_incident,
    self_checks_of,
)
from web.asking import person
from web.deeds import taken
from web.venue.forms import IncidentForm
from web.venue.scope import Scope, page, scope_of


@require_http_methods(["GET", "POST"])
def self_checks(request: HttpRequest, venue: UUID) -> HttpResponse:
    """The self-checks that were made; beginning one."""
    scope = scope_of(request, venue, now=True)
    if request.method == "POST":
        checklist = checklist_in_force(scope.venue.municipality_id, clock.today())
        if checklist is None:
            raise WrongState(_("No checklist is published yet."))
        row = begin_self_check(user=person(request), venue=venue, checklist=checklist)
        return redirect("portal_self_check", venue, row.pk)
    rows = self_checks_of(person(request), venue)
    return page(request, scope, "self_checks", rows=rows)


@require_http_methods(["GET", "POST"])
def self_check(request: HttpRequest, venue: UUID, check: UUID) -> HttpResponse:
    """One self-check, item by item, beside what the last visit said."""
    scope = scope_of(request, venue, now=True)
    row = self_checks_of(person(request), venue).filter(pk=check).first()
    if row is None:
        raise NotFound(_("There is no such self-check."))
    if request.method == "POST":
        answers = {
            item: {
                "value": request.POST.get(f"value-{item}", ""),
                "note": request.POST.get(f"note-{item}", "").replace("\x00", ""),
            }
            for item in row.checklist.items.values_list("code", flat=True)
        }
        answer_self_check(
            user=person(request), venue=venue, check=check, answers=answers
        )
        return redirect(f"{reverse('portal_self_check', args=[venue, check])}?saved=1")
    return page(
        request, scope, "self_check",
        row=row, items=_items(row, _last_answers(request, scope)),
        saved="saved" in request.GET,
    )  # fmt: skip


def _items(row: SelfCheck, official: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "code": item.code,
            "text": item.text,
            "lagrum": item.lagrum,
            "mine": row.answers.get(item.code, {}),
            "official": official.get(item.code, ""),
        }
        for item in row.checklist.items.order_by("code")
    ]


def _last_answers(request: HttpRequest, scope: Scope) -> dict[str, str]:
    """What the last protocols that were given to the venue answered, by item."""
    found: dict[str, str] = {}
    for release in releases_for(person(request)).filter(section__venue=scope.venue)[:6]:
        for code, value in json.loads(release.snapshot)["answers"].items():
            found.setdefault(code, value)
    return found


@require_http_methods(["GET", "POST"])
def incidents(request: HttpRequest, venue: UUID) -> HttpResponse:
    """The venue's own log, and the form to write in it."""
    scope = scope_of(request, venue, now=True)
    if request.method == "POST":

        def take(kind: str, **asked: Any) -> object:
            return note_incident(
                user=person(request),
                venue=scope.venue,
                kind=IncidentKind(kind),
                **asked,
            )

        return taken(
            request, IncidentForm(request.POST), take,
            lambda wrong: _incidents(request, scope, wrong),
            then=reverse("portal_incidents", args=[venue]), said=_("It is saved."),
        )  # fmt: skip
    return _incidents(request, scope, IncidentForm())


def _incidents(
    request: HttpRequest, scope: Scope, form: forms.BaseForm
) -> HttpResponse:
    rows = incidents_of(person(request), scope.venue.pk)[:200]
    return page(request, scope, "incidents", rows=rows, form=form)
