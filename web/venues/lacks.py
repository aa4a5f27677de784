"""What the register lacks about a venue, and entering it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from accounts.services.reads import log_personal_data_read
from core import clock
from core.errors import DomainError, NotFound
from venues.models import ConditionKind, Venue
from venues.queries.tonight import tonight_at
from venues.services.register_entries import (
    end_serving_manager,
    enter_condition,
    enter_hours,
    enter_organisation_number,
    notify_serving_manager,
    strike_condition,
)
from web.asking import person


class NumberForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Organisation number of the holder"), max_length=20
    )


class HoursForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Hours, day by day"),
        max_length=500,
        help_text=gettext_lazy(
            "Like: mån-tor 11:00-01:00, fre-lör 11:00-02:00; "
            "uteservering alla dagar 11:00-22:00"
        ),
    )


class ConditionForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of condition"), choices=ConditionKind.choices
    )
    text = forms.CharField(
        label=gettext_lazy("The condition as decided"), max_length=1000
    )
    amount = forms.IntegerField(
        label=gettext_lazy("How many (guards, hosts, persons)"),
        required=False,
        min_value=1,
        max_value=100_000,
    )
    applies_from_minute = forms.CharField(
        label=gettext_lazy("Applies from (time)"),
        required=False,
        validators=[
            RegexValidator(
                r"^([01]\d|2[0-3]):[0-5]\d$", gettext_lazy("Write a time like 22:00.")
            )
        ],
        help_text=gettext_lazy("A time before 06:00 belongs to the night before."),
    )

    def clean_applies_from_minute(self) -> int | None:
        """In minutes after the midnight that begins the night's day."""
        text = self.cleaned_data["applies_from_minute"]
        if not text:
            return None
        hours, minutes = map(int, text.split(":"))
        return hours * 60 + minutes + (24 * 60 if hours < _MORNING else 0)


class ManagerForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Serving manager"), max_length=120)
    notified_on = forms.DateField(
        label=gettext_lazy("Notified on"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class EndForm(forms.Form):
    manager = forms.UUIDField()
    ended_on = forms.DateField(required=False)


_MORNING = 6
_FORMS: dict[str, tuple[type[forms.Form], Callable[..., Any]]] = {
    "number": (NumberForm, enter_organisation_number),
    "hours": (HoursForm, enter_hours),
    "condition": (ConditionForm, enter_condition),
    "manager": (ManagerForm, notify_serving_manager),
}


@require_http_methods(["GET", "POST"])
def venue_lacks(request: HttpRequest, venue: UUID) -> HttpResponse:
    """One form for each thing that a register may lack; `what` says which was sent."""
    found = _kept_by(request, venue)
    sent = request.POST.get("what", "")
    shown = {
        what: form(request.POST if what == sent else None, prefix=what)
        for what, (form, _service) in _FORMS.items()
    }
    if sent in shown and shown[sent].is_valid():
        form, service = shown[sent], _FORMS[sent][1]
        try:
            service(user=person(request), venue=found.pk, **form.cleaned_data)
        except DomainError as error:
            form.add_error(next(iter(form.fields)), str(error.sentence))
        else:
            messages.success(
                request, _("It is entered, and the tablets will hear of it.")
            )
            return redirect("venue_lacks", found.pk)
    log_personal_data_read(
        user=person(request), municipality=found.municipality, kind="venue",
        subject=str(found.pk),
    )  # fmt: skip
    tonight = tonight_at(found, clock.today())
    return render(
        request,
        "venues/lacks.html",
        {
            "venue": found,
            "tonight": tonight,
            "forms": shown,
            "lacks_number": tonight.holder and not tonight.holder.holder.shown_number,
            "lacks_hours": tonight.licence and not tonight.licence.hours.exists(),
        },
    )


@require_POST
def condition_strike(request: HttpRequest, venue: UUID, condition: int) -> HttpResponse:
    """Take a condition away that was set apart by mistake."""
    strike_condition(user=person(request), venue=venue, condition=condition)
    messages.success(
        request, _("The condition is taken away; the decision's text stays.")
    )
    return redirect("venue_lacks", venue)


@require_POST
def manager_end(request: HttpRequest, venue: UUID) -> HttpResponse:
    """Note that somebody is serving manager no longer; today when no day is given."""
    form = EndForm(request.POST)
    if form.is_valid():
        ended: date = form.cleaned_data["ended_on"] or clock.today()
        end_serving_manager(
            user=person(request), venue=venue, manager=form.cleaned_data["manager"],
            ended_on=ended,
        )  # fmt: skip
        messages.success(request, _("The last day is noted."))
    else:
        messages.error(request, _("Give the last day as year-month-day."))
    return redirect("venue_lacks", venue)


def _kept_by(request: HttpRequest, venue: UUID) -> Venue:
    mine = municipalities_where(person(request), Capability.IMPORT_REGISTER)
    found = Venue.objects.filter(pk=venue, municipality__in=mine).first()
    if found is None:
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    return found
