"""Whose pages these are: the venue, the person's access, and whether it is today's."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.errors import NotFound
from venues.models import Venue, VenueAccess
from venues.queries.access import accesses_in_force, current_accesses
from web.asking import person


@dataclass(frozen=True, slots=True)
class Scope:
    """A venue as its manager sees it. `is_current`: the holder has it today."""

    venue: Venue
    access: VenueAccess
    is_current: bool


def scope_of(request: HttpRequest, venue: UUID, *, now: bool = False) -> Scope:
    """The person's access to the venue; with `now`, only while the holder has it.

    `NotFound` for everybody else, whether there is such a venue or not.
    """
    today = clock.today()
    mine = accesses_in_force(today).filter(user=person(request), venue=venue)
    access = mine.select_related("venue__municipality", "holder").first()
    if access is not None:
        is_current = current_accesses(today).filter(pk=access.pk).exists()
        if is_current or not now:
            return Scope(access.venue, access, is_current)
    raise NotFound(_("There is no such venue, or it is not yours to see."))


# Route, word, and whether only today's holder has it.
_TABS: tuple[tuple[str, Promise, bool], ...] = (
    ("portal_standing", gettext_lazy("Where we stand"), False),
    ("portal_staff", gettext_lazy("Staff"), True),
    ("portal_nights", gettext_lazy("Roster"), True),
    ("portal_school", gettext_lazy("Courses"), True),
    ("portal_documents", gettext_lazy("Documents"), False),
    ("portal_notify", gettext_lazy("Notify"), True),
    ("portal_self_checks", gettext_lazy("Self-check"), True),
    ("portal_incidents", gettext_lazy("Our log"), True),
    ("portal_mail", gettext_lazy("Mail"), False),
)


def page(
    request: HttpRequest, scope: Scope, template: str, **values: object
) -> HttpResponse:
    """A page of the venue, with what each of them shows."""
    tabs = [
        (reverse(route, args=[scope.venue.pk]), word)
        for route, word, needs_today in _TABS
        if scope.is_current or not needs_today
    ]
    return render(
        request,
        f"venue/{template}.html",
        {"venue": scope.venue, "is_current": scope.is_current, "tabs": tabs, **values},
    )
