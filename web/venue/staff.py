"""The venue's staff, and the sessions it signs people up to."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.errors import NotFound
from training.models import Enrolment, EnrolmentState, ParticipantRole, StaffRole
from training.queries.certificates import with_standing
from training.queries.people import employed_at, staff_of_venue
from training.queries.sessions import open_to_venues
from training.rules.validity import Standing
from training.services.enrolling import enrol, sign_off
from training.services.people import employ, end_employment
from web.asking import person
from web.deeds import done, taken
from web.venue.forms import SignUpForm, StaffForm
from web.venue.scope import Scope, page, scope_of


@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest, venue: UUID) -> HttpResponse:
    """Who works here, what they hold, and the form to list somebody."""
    scope = scope_of(request, venue, now=True)
    if request.method == "POST":

        def take(role: str, **asked: object) -> object:
            return employ(
                user=person(request),
                venue=scope.venue,
                role=StaffRole(role),
                **asked,  # type: ignore[arg-type]
            )

        return taken(
            request, StaffForm(request.POST), take,
            lambda wrong: _staff(request, scope, wrong),
            then=reverse("portal_staff", args=[venue]), said=_("It is saved."),
        )  # fmt: skip
    return _staff(request, scope, StaffForm())


def _staff(request: HttpRequest, scope: Scope, form: forms.BaseForm) -> HttpResponse:
    today = clock.today()
    rows = staff_of_venue(scope.venue, today).prefetch_related(
        "person__certificates__diploma"
    )
    return page(
        request, scope, "staff",
        form=form,
        staff=[
            (
                row,
                [
                    (one, how)
                    for one, how in with_standing(row.person.certificates.all(), today)
                    if how is not Standing.REVOKED
                ],
            )
            for row in rows
        ],
    )  # fmt: skip


@require_POST
def staff_end(request: HttpRequest, venue: UUID, employment: int) -> HttpResponse:
    """Somebody works here no more, from tomorrow."""
    scope = scope_of(request, venue, now=True)
    if not employed_at(scope.venue, clock.today()).filter(pk=employment).exists():
        raise NotFound(_("There is no such person, or they are not yours to see."))
    return done(
        request, lambda: end_employment(user=person(request), employment=employment),
        reverse("portal_staff", args=[venue]), _("It ends with today."),
    )  # fmt: skip


@require_GET
def school(request: HttpRequest, venue: UUID) -> HttpResponse:
    """The sessions that are open, and who of the venue takes part."""
    return _school(request, scope_of(request, venue, now=True), None, None)


def _school(
    request: HttpRequest,
    scope: Scope,
    session: UUID | None,
    sent: forms.BaseForm | None,
) -> HttpResponse:
    rows = open_to_venues(scope.venue.municipality_id, clock.now(), clock.today())
    here = Enrolment.objects.filter(
        venue=scope.venue, holder=scope.access.holder
    ).exclude(state=EnrolmentState.CANCELLED)
    return page(
        request, scope, "school",
        sessions=[
            (
                one,
                sent
                if sent is not None and one.pk == session
                else SignUpForm(venue=scope.venue, session=one.pk),
            )
            for one in rows
        ],
        taking_part=here.select_related("person", "session__course").order_by(
            "-session__made_at", "person__name"
        ),
        now=clock.now(),
    )  # fmt: skip


@require_POST
def sign_up(request: HttpRequest, venue: UUID, session: UUID) -> HttpResponse:
    """Sign somebody of the staff up."""
    scope = scope_of(request, venue, now=True)
    form = SignUpForm(request.POST, venue=scope.venue, session=session)
    return taken(
        request, form,
        lambda employment, role: enrol(
            user=person(request), session=session, person=employment.person,
            venue=scope.venue, role=ParticipantRole(role),
        ),
        lambda wrong: _school(request, scope, session, wrong),
        then=reverse("portal_school", args=[venue]), said=_("It is saved."),
    )  # fmt: skip


@require_POST
def signed_off(request: HttpRequest, venue: UUID, enrolment: UUID) -> HttpResponse:
    """Sign somebody off whom the venue has signed up."""
    scope = scope_of(request, venue, now=True)
    mine = Enrolment.objects.filter(venue=scope.venue, holder=scope.access.holder)
    if not mine.filter(pk=enrolment).exists():
        raise NotFound(_("There is no such sign-up."))
    return done(
        request, lambda: sign_off(user=person(request), enrolment=enrolment),
        reverse("portal_school", args=[venue]), _("It is saved."),
    )  # fmt: skip
