"""Officers who must not deal with a venue."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Membership, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability, roles_that_may
from core import clock
from core.errors import NotFound
from planning.services.recusing import end_recusal, recusals_of, recuse
from venues.models import Venue
from venues.queries.venues import venues_visible_to
from web.asking import person


class RecusalForm(forms.Form):
    """Who must not deal with the venue."""

    officer = forms.ModelChoiceField(
        label=gettext_lazy("Officer"), queryset=User.objects.none()
    )

    def __init__(
        self, *args: object, user: User, venue: Venue, **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        works = Membership.objects.in_force_on(clock.today()).filter(
            agency__municipality=venue.municipality_id,
            role__in=roles_that_may(Capability.RECORD_VISITS),
        )
        people = User.objects.filter(pk__in=works.values("user"))
        if not _plans(user, venue):
            people = people.filter(pk=user.pk)
        self.fields["officer"].queryset = people.order_by("name")  # type: ignore[attr-defined]
        self.fields["officer"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]


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
