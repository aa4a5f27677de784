"""Notifying the municipality of a serving manager or a change; and its inbox."""

from uuid import UUID

from django import forms
from django.db.models import Case, Q, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from portal.models import Notification, NotificationState
from portal.services.notifying import confirm, notifications_to, notify, send_back
from web.asking import page_of, person
from web.deeds import done, taken
from web.fields import ReasonForm
from web.venue.forms import NotifyForm
from web.venue.scope import Scope, page, scope_of


@require_http_methods(["GET", "POST"])
def notify_page(request: HttpRequest, venue: UUID) -> HttpResponse:
    """What was notified and how it stands; notifying something."""
    scope = scope_of(request, venue, now=True)
    if request.method == "POST":
        return taken(
            request, NotifyForm(request.POST, venue=scope.venue),
            lambda **asked: notify(user=person(request), venue=venue, **asked),
            lambda wrong: _notify(request, scope, wrong),
            then=reverse("portal_notify", args=[venue]),
            said=_("It is received. The receipt comes by mail."),
        )  # fmt: skip
    return _notify(request, scope, NotifyForm(venue=scope.venue))


def _notify(request: HttpRequest, scope: Scope, form: forms.BaseForm) -> HttpResponse:
    rows = Notification.objects.filter(
        venue=scope.venue, sent_at__date__gte=scope.access.started_on
    )
    return page(
        request, scope, "notify",
        rows=rows.select_related("employment__person", "to"), form=form,
    )  # fmt: skip


@require_GET
def notification_list(request: HttpRequest) -> HttpResponse:
    """What venues have notified, for whoever answers them."""
    return _inbox(request, None)


def _inbox(request: HttpRequest, wrong: forms.BaseForm | None) -> HttpResponse:
    there = municipalities_where(person(request), Capability.INVITE_VENUES)
    if not there.exists():
        raise NotFound(_("There is no such page, or it is not yours to see."))
    first = Q(state=NotificationState.SENT)
    rows = notifications_to(person(request)).order_by(
        Case(When(first, then=0), default=1), "-sent_at", "pk"
    )
    return render(
        request,
        "venue/inbox.html",
        {"page": page_of(request, rows), "wrong": wrong},
    )


@require_POST
def notification_confirm(request: HttpRequest, notification: UUID) -> HttpResponse:
    """Confirm a notification."""
    return done(
        request, lambda: confirm(user=person(request), notification=notification),
        reverse("notification_list"), _("It is confirmed."),
    )  # fmt: skip


@require_POST
def notification_return(request: HttpRequest, notification: UUID) -> HttpResponse:
    """Send a notification back, saying why."""
    return taken(
        request, ReasonForm(request.POST),
        lambda reason: send_back(
            user=person(request), notification=notification, reason=reason
        ),
        lambda wrong: _inbox(request, wrong),
        then=reverse("notification_list"), said=_("It is sent back."),
    )  # fmt: skip
