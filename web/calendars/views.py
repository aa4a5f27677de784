"""Calendars to subscribe to: their addresses, and what stands at one."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from icalendar import Calendar, Event

from accounts.models import Agency, CalendarFeed
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from accounts.services.calendar_feeds import address_of, end_feed, feed_at, make_feed
from core.errors import NotFound
from web.asking import person
from web.calendars.happenings import Happening, happenings_of, link_to


@require_http_methods(["GET", "POST"])
def calendar_list(request: HttpRequest) -> HttpResponse:
    """One's calendars, one's own and one for each agency: make, renew or end an address."""
    mine = list(agencies_where(person(request), Capability.READ_SECTIONS))
    if request.method == "POST":
        agency = _asked(request, mine)
        if request.POST.get("end"):
            end_feed(user=person(request), agency=agency)
            messages.success(request, _("The address opens no more."))
        else:
            make_feed(user=person(request), agency=agency)
            messages.success(request, _("The address is made. Keep it to yourself."))
        return redirect("calendar_list")
    kept = CalendarFeed.objects.filter(user=person(request), ended_at=None)
    known = {feed.agency_id: _address(feed) for feed in kept}
    rows = [(None, known.get(None)), *((one, known.get(one.pk)) for one in mine)]
    return render(request, "calendars/list.html", {"rows": rows})


def _asked(request: HttpRequest, mine: list[Agency]) -> Agency | None:
    asked = request.POST.get("agency", "")
    found = next((one for one in mine if str(one.pk) == asked), None)
    if asked and found is None:
        raise NotFound(_("There is no such agency, or it is not yours."))
    return found


def _address(feed: CalendarFeed) -> str:
    path = reverse("calendar_feed", args=[address_of(feed)])
    return f"{settings.PUBLIC_URL}{path}"


@login_not_required
@require_GET
def calendar_feed(request: HttpRequest, address: str) -> HttpResponse:  # noqa: ARG001
    """A calendar as iCalendar (RFC 5545), for whoever has its signed address."""
    feed = feed_at(address)
    with translation.override(feed.user.language):
        calendar = Calendar()
        calendar.add("prodid", "-//Lykta//SV")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", f"Lykta, {feed.agency or feed.user.name}")
        for happening in happenings_of(feed):
            calendar.add_component(_event(happening))
        calendar.add_missing_timezones()
    answer = HttpResponse(
        calendar.to_ical(), content_type="text/calendar; charset=utf-8"
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _event(happening: Happening) -> Event:
    event = Event()
    event.add("uid", f"{happening.uid}@lykta")
    event.add("dtstamp", happening.changed_at)
    event.add("sequence", happening.sequence)
    event.add("dtstart", happening.begins)
    event.add("dtend", happening.ends)
    event.add("summary", happening.title)
    event.add("url", link_to(happening))
    event.add("status", "CANCELLED" if happening.is_cancelled else "CONFIRMED")
    event.add(
        "transp", "OPAQUE" if hasattr(happening.begins, "hour") else "TRANSPARENT"
    )
    event.add("class", "PRIVATE")
    return event
