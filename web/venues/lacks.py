"""What the register lacks about a venue, and entering it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from accounts.services.reads import log_personal_data_read
from core import clock
from core.errors import DomainError, NotFound
from venues.models import Venue
from venues.queries.tonight import tonight_at
from venues.services.register_entries import (
    end_serving_manager,
    enter_condition,
    enter_email,
    enter_hours,
    enter_organisation_number,
    notify_serving_manager,
    strike_condition,
)
from web.asking import person
from web.venues.lack_forms import (
    ConditionForm,
    EmailForm,
    EndForm,
    HoursForm,
    ManagerForm,
    NumberForm,
)

_FORMS: dict[str, tuple[type[forms.Form], Callable[..., Any]]] = {
    "number": (NumberForm, enter_organisation_number),
    "email": (EmailForm, enter_email),
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
