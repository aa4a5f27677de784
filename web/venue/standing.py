"""Where do we stand? The first page of a venue, and the list of one's venues."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import CaseState
from cases.queries.venue_side import cases_for
from core import clock
from core.nights import local, night_or_civil_date
from inspections.queries.obligations import soonest_first
from inspections.queries.venue_side import (
    left_to_do,
    obligations_for,
    releases_for,
)
from inspections.rules.obligation import BY_VENUE
from portal.models import News
from portal.rules.yearly_report import report_due_on
from portal.services.news import words_of
from training.models import Certificate, EnrolmentState, SessionDay
from training.queries.coverage import coverage_between
from training.queries.people import staff_of_venue
from training.rules.coverage import Verdict
from venues.models import Duration, Venue
from venues.queries.access import accesses_in_force, present_holder
from venues.queries.tonight import tonight_at
from web.asking import person
from web.deeds import taken
from web.parts.table import KeyFigure
from web.training.coverage import NIGHTS
from web.venue.forms import MailForm
from web.venue.given import given_of
from web.venue.scope import Scope, page, scope_of
from web.venue.words import state_words

_LAPSE_DAYS = 120


@dataclass(frozen=True, slots=True)
class Coming:
    """A day to keep in mind."""

    on: date
    text: str
    href: str = ""


@require_GET
def my_venues(request: HttpRequest) -> HttpResponse:
    """One's venues; who has one goes straight there."""
    rows = accesses_in_force(clock.today()).filter(user=person(request))
    accesses = list(rows.select_related("venue").order_by("venue__name"))
    if len(accesses) == 1:
        return redirect("portal_standing", accesses[0].venue_id)
    return render(request, "venue/mine.html", {"accesses": accesses})


@require_GET
def standing(request: HttpRequest, venue: UUID) -> HttpResponse:
    """What is to be done, by when; licence, staff, and what is new."""
    scope = scope_of(request, venue)
    user, today = person(request), clock.today()
    mine = obligations_for(user).filter(venue=scope.venue)
    open_ones = list(soonest_first(left_to_do(mine)))
    news = News.objects.filter(access=scope.access).select_related("access")[:10]
    return page(
        request, scope, "standing",
        to_do=[
            (one, given_of(user, one)) for one in open_ones if one.state in BY_VENUE
        ],
        waiting=[
            (one, state_words(one)) for one in open_ones if one.state not in BY_VENUE
        ],
        coming=sorted(_coming(request, scope), key=lambda one: one.on),
        figures=_figures(scope.venue, today) if scope.is_current else [],
        tonight=tonight_at(scope.venue, night_or_civil_date(clock.now()))
        if scope.is_current else None,
        news=[(one, words_of(one)) for one in news],
    )  # fmt: skip


def _coming(request: HttpRequest, scope: Scope) -> Iterator[Coming]:
    user, today, venue = person(request), clock.today(), scope.venue
    for row in obligations_for(user).filter(venue=venue, state__in=BY_VENUE):
        given = given_of(user, row)
        if given.due_on is not None:
            yield Coming(
                given.due_on, _("To be put right: %(item)s") % {"item": given.item},
                reverse("portal_finding", args=[venue.pk, row.pk]),
            )  # fmt: skip
    for release in releases_for(user).filter(section__venue=venue, reply_by__gte=today):
        assert release.reply_by is not None
        yield Coming(
            release.reply_by,
            _("You may reply to the protocol of %(night)s")
            % {"night": release.section.visit.night.isoformat()},
            reverse("portal_protocol", args=[venue.pk, release.pk]),
        )
    for case in cases_for(user).filter(venue=venue, state=CaseState.COMMUNICATED):
        if case.answer_by is not None:
            yield Coming(
                case.answer_by,
                _("Last day to answer in the case %(name)s") % {"name": case.name},
                reverse("portal_case", args=[venue.pk, case.pk]),
            )
    if scope.is_current:
        yield from _coming_of_staff(venue, today)


def _coming_of_staff(venue: Venue, today: date) -> Iterator[Coming]:
    days = SessionDay.objects.filter(
        session__enrolments__venue=venue,
        session__enrolments__holder=present_holder(venue, today),
        session__enrolments__state=EnrolmentState.BOOKED,
        session__cancelled_at=None, starts_at__gte=clock.now(),
    ).select_related("session__course")  # fmt: skip
    for day in days.distinct():
        yield Coming(
            local(day.starts_at).date(),
            _("Course: %(name)s") % {"name": day.session.course.name},
            reverse("portal_school", args=[venue.pk]),
        )
    people = staff_of_venue(venue, today).values("person")
    lapsing = Certificate.objects.filter(
        person__in=people, revoked_at=None, valid_until__gte=today
    )
    for row in lapsing.select_related("person", "diploma"):
        if (
            row.valid_until is not None
            and (row.valid_until - today).days <= _LAPSE_DAYS
        ):
            yield Coming(
                row.valid_until,
                _("%(diploma)s of %(name)s lapses")
                % {"diploma": row.diploma.name, "name": row.person.name},
                reverse("portal_staff", args=[venue.pk]),
            )
    if venue.licences.valid_on(today).exclude(duration=Duration.TEMPORARY).exists():
        yield Coming(report_due_on(today), _("The yearly restaurant report is due"))


def _figures(venue: Venue, today: date) -> list[KeyFigure]:
    staff = staff_of_venue(venue, today)
    valid = Certificate.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=today),
        person=OuterRef("person"), revoked_at=None, issued_on__lte=today,
    )  # fmt: skip
    people = set(staff.values_list("person", flat=True))
    trained = set(staff.filter(Exists(valid)).values_list("person", flat=True))
    first = night_or_civil_date(clock.now())
    rows = coverage_between(venue.municipality_id, first, NIGHTS, [venue.pk])
    short = {row.night for row in rows if row.verdict == Verdict.SHORT}
    asked = {row.night for row in rows}
    made = [
        KeyFigure(
            _("Staff with a certificate that holds"), len(trained), len(people),
            href=reverse("portal_staff", args=[venue.pk]),
        )
    ]  # fmt: skip
    if asked:
        made.append(
            KeyFigure(
                _("Nights that are short, of the coming fortnight"), len(short),
                len(asked), href=reverse("portal_nights", args=[venue.pk]),
            )
        )  # fmt: skip
    return made


@require_http_methods(["GET", "POST"])
def mail_wish(request: HttpRequest, venue: UUID) -> HttpResponse:
    """Whether one wants mail at once or once a day."""
    scope = scope_of(request, venue)

    def keep(mail: str) -> None:
        scope.access.mail = mail
        scope.access.save(update_fields=["mail"])

    if request.method == "POST":
        return taken(
            request, MailForm(request.POST), keep,
            lambda wrong: page(request, scope, "mail", form=wrong),
            then=reverse("portal_mail", args=[venue]), said=_("It is saved."),
        )  # fmt: skip
    form = MailForm(initial={"mail": scope.access.mail})
    return page(request, scope, "mail", form=form)
