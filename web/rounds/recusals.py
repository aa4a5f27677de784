"""Officers who must not deal with a venue."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.queries import people_with
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from planning.services.recusing import end_recusal, recusals_of, recuse
from venues.models import Venue
from venues.queries.venues import venues_visible_to
from web.asking import person
from web.fields import PersonField


class RecusalForm(forms.Form):
    """Who must not deal with the venue."""

    officer = PersonField(label=gettext_lazy("Officer"))

    def __init__(
        self, *args: object, user: User, venue: Venue, **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        people = people_with(Capability.RECORD_VISITS, venue.municipality_id)
        if not _plans(user, venue):
            people = people.filter(pk=user.pk)
        self.fields["officer"].queryset = people  # type: ignore[attr-defined]


def _plans(user: User, venue: Venue) -> bool:
    mine = municipalities_where(user, Capability.PLAN_OCCASIONS)
    return mine.filter(pk=venue.municipality_id).exists()


@require_http_methods(["GET", "POST"])
def recusal_list(request: HttpRequest, venue: UUID) -> HttpResponse:
    """Who must not deal with a venue; an officer sees and notes their own alone."""
    found = venues_visible_to(person(request)).filter(pk=venue).first()
    if found is None:
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    plans = _plans(person(request), found)
    form = RecusalForm(request.POST or None, user=person(request), venue=found)
    if request.method == "POST" and form.is_valid():
        recuse(user=person(request), officer=form.cleaned_data["officer"], venue=found)
        messages.success(request, _("It is noted."))
        return redirect("recusal_list", venue)
    rows = [
        row
        for row in recusals_of(venue)
        if plans or row.officer_id == person(request).pk
    ]
    return render(
        request,
        "rounds/recusals.html",
        {"venue": found, "form": form, "rows": rows, "plans": plans},
    )


@require_POST
def recusal_end(request: HttpRequest, recusal: int) -> HttpResponse:
    """Note that there is no conflict of interest any more."""
    row = end_recusal(user=person(request), recusal=recusal)
    messages.success(request, _("It is noted."))
    return redirect("recusal_list", row.venue_id)
