"""The venue's roster: chosen, pasted or from a file; and what it comes to."""

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.nights import night_or_civil_date
from training.services.rosters import (
    RosterRead,
    import_roster,
    keep_roster,
    put_on_roster,
    remove_shift,
)
from web.asking import person
from web.deeds import done, taken
from web.training.venue_nights import nights_of
from web.venue.forms import RosterFileForm, RosterForm, ShiftForm
from web.venue.scope import Scope, page, scope_of


@require_http_methods(["GET", "POST"])
def nights(request: HttpRequest, venue: UUID) -> HttpResponse:
    """The coming fortnight, and the roster: pasted, or as a file."""
    scope = scope_of(request, venue, now=True)
    if request.method == "GET":
        return _nights(request, scope, {}, None)
    pasted = RosterForm(request.POST) if "text" in request.POST else None
    file = None if pasted else RosterFileForm(request.POST, request.FILES)
    read: list[RosterRead] = []

    def take(**asked: object) -> None:
        kept = (
            keep_roster(user=person(request), venue=scope.venue, text=str(asked["text"]))
            if pasted
            else import_roster(
                user=person(request), venue=scope.venue,
                content=asked["file"],  # type: ignore[arg-type]
            )
        )  # fmt: skip
        read.append(kept)

    answer = taken(
        request, pasted or file or RosterForm(), take,
        lambda wrong: _nights(
            request, scope, {"pasted" if pasted else "file": wrong}, None
        ),
        then=reverse("portal_nights", args=[venue]),
    )  # fmt: skip
    if read and read[0].unread:
        return _nights(request, scope, {"pasted": pasted} if pasted else {}, read[0])
    return answer


def _nights(
    request: HttpRequest,
    scope: Scope,
    sent: Mapping[str, forms.BaseForm],
    read: RosterRead | None,
) -> HttpResponse:
    made = {
        "shift": ShiftForm(venue=scope.venue, prefix="shift"),
        "pasted": RosterForm(),
        "file": RosterFileForm(),
    }
    return page(
        request, scope, "nights",
        nights=nights_of(scope.venue, night_or_civil_date(clock.now())),
        forms={**made, **sent}, sent=sent, read=read, mine=True,
    )  # fmt: skip


@require_POST
def shift_add(request: HttpRequest, venue: UUID) -> HttpResponse:
    """Put people on one night's roster."""
    scope = scope_of(request, venue, now=True)
    return taken(
        request, ShiftForm(request.POST, venue=scope.venue, prefix="shift"),
        lambda **asked: put_on_roster(
            user=person(request), venue=scope.venue, **asked
        ),
        lambda wrong: _nights(request, scope, {"shift": wrong}, None),
        then=reverse("portal_nights", args=[venue]), said=_("They are on the roster."),
    )  # fmt: skip


@require_POST
def shift_remove(request: HttpRequest, venue: UUID, shift: int) -> HttpResponse:
    """Take a line off the roster."""
    scope = scope_of(request, venue, now=True)
    return done(
        request,
        lambda: remove_shift(user=person(request), venue=scope.venue, shift=shift),
        reverse("portal_nights", args=[venue]),
    )
