"""Listing staff, ending it, taking agreement back, and making one of doubles."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.post import Draft, compose, write_letters
from training.models import Employment, Person, PersonalNumberGround, Shift, StaffRole
from training.permissions import check_organises, check_staff, organises
from training.queries.people import employed_at, people_visible_to, working_on
from training.services.links import link_of
from venues.models import Assignment, Venue
from venues.queries.access import of_present_holder, present_holder
from venues.rules.organisation_number import (
    NotANumber,
    digest_of,
    read_organisation_number,
)


@transaction.atomic
def note_number_ground(
    *, user: User, municipality: Municipality, reason: str, decided_on: date
) -> PersonalNumberGround:
    """Put on record why personal numbers are kept; none is taken before."""
    check_organises(user, municipality)
    if len(reason.strip()) < 20:  # noqa: PLR2004 - a sentence
        raise Invalid(_("Say in a sentence why it is clearly justified."))
    row, _is_new = PersonalNumberGround.objects.update_or_create(
        municipality=municipality,
        defaults={
            "reason": reason.strip(), "decided_on": decided_on, "noted_by": user,
        },
    )  # fmt: skip
    return row


@transaction.atomic
def add_person(
    *,
    user: User,
    municipality: Municipality,
    name: str,
    email: str = "",
    language: str = "sv",
    personal_number: str = "",
) -> Person:
    """Add somebody who takes part or took a test, without a venue."""
    check_organises(user, municipality)
    return _person(municipality, name, email, language, personal_number)


@transaction.atomic
def employ(
    *,
    user: User,
    venue: Venue,
    name: str,
    role: StaffRole,
    started_on: date,
    agreed: bool,
    email: str = "",
    language: str = "sv",
    personal_number: str = "",
) -> Employment:
    """List somebody as staff of the venue, with their agreement.

    Who is or was listed there under the same name and address is the same person. Who
    is listed elsewhere is not looked up: no venue learns another's staff by their
    address; doubles are made one by whoever organises. Raises `Invalid`.
    """
    check_staff(user, venue)
    if not agreed:
        raise Invalid(_("Ask the person first: they must agree to be listed."))
    if started_on > clock.today() + timedelta(days=366):
        raise Invalid(_("That day lies too far ahead."), code="too_far")
    holder = present_holder(venue, clock.today())
    here = Person.objects.filter(
        employments__venue=venue, employments__holder=holder, merged_into=None,
        email__iexact=email.strip(), name__iexact=" ".join(name.split()),
    )  # fmt: skip
    person = here.first() or _person(
        venue.municipality, name, email, language, personal_number
    )
    try:
        with transaction.atomic():
            row = Employment.objects.create(
                person=person, venue=venue, holder=holder, role=role,
                started_on=started_on,
                consented_on=clock.today(),
            )  # fmt: skip
    except IntegrityError:
        raise Invalid(
            _("%(name)s is listed in that role already.") % {"name": person.name}
        ) from None
    if person.email:
        write_letters([_listed(row)])
    return row


@transaction.atomic
def end_employment(
    *, user: User, employment: int, ended_on: date | None = None
) -> Employment:
    """End it with a day; shifts after it are taken off the roster."""
    row = Employment.objects.select_for_update(of=("self",)).filter(pk=employment)
    found = row.select_related("venue").first()
    if found is None:
        raise NotFound(_("There is no such person, or they are not yours to see."))
    check_staff(user, found.venue)
    is_todays = employed_at(found.venue, clock.today()).filter(pk=found.pk).exists()
    if not is_todays and not organises(user, found.venue.municipality_id):
        raise NotFound(_("There is no such person, or they are not yours to see."))
    return _end(found, ended_on or clock.today())


def end_staff_of_former_holders() -> int:
    """End what is listed for holders who have the venue no more; how many were."""
    today = clock.today()
    open_ones = working_on(Employment.objects.exclude(holder=None), today)
    present = of_present_holder(open_ones, today).values("pk")
    keys = list(open_ones.exclude(pk__in=present).values_list("pk", flat=True))
    return sum(_end_former(key, today) for key in keys)


@transaction.atomic
def _end_former(key: int, today: date) -> int:
    row = Employment.objects.select_for_update().filter(pk=key).first()
    if row is None or (row.ended_on is not None and row.ended_on < today):
        return 0
    held = Assignment.objects.filter(venue=row.venue_id, holder=row.holder_id)
    last = held.order_by("valid_to").values_list("valid_to", flat=True).last()
    row.ended_on = max(min(last or today, today - timedelta(days=1)), row.started_on)
    row.save()
    Shift.objects.filter(employment=row, night__gt=row.ended_on).delete()
    return 1


@transaction.atomic
def withdraw_agreement(*, person: Person, employment: int) -> Employment:
    """The person does not agree any more: the listing ends today."""
    found = Employment.objects.select_for_update().filter(
        pk=employment, person=person
    ).first()  # fmt: skip
    if found is None:
        raise NotFound(_("There is no such listing."))
    found.withdrawn_on = clock.today()
    return _end(found, clock.today())


@transaction.atomic
def merge_people(*, user: User, kept: UUID, double: UUID) -> Person:
    """Make two people one: everything of the double becomes the other's. The double stays
    on record as such. Raises `Invalid` when both took part in the same session, or bear
    different personal numbers.
    """
    rows = people_visible_to(user).select_for_update().order_by("pk")
    found = {one.pk: one for one in rows.filter(pk__in=[kept, double])}
    if len(found) != 2 or kept == double:  # noqa: PLR2004 - two people
        raise NotFound(_("There is no such person, or they are not yours to see."))
    return _merge(found[kept], found[double])


@transaction.atomic
def claim_double(*, person: Person, double: UUID) -> Person:
    """The person says that another listing under their address is theirs: who opened the
    link could read that address's mail.
    """
    other = Person.objects.select_for_update().filter(
        pk=double, municipality=person.municipality_id, merged_into=None,
        email__iexact=person.email,
    ).first()  # fmt: skip
    if not person.email or other is None or other.pk == person.pk:
        raise NotFound(_("There is no such listing."))
    return _merge(person, other)


def _merge(kept: Person, double: Person) -> Person:
    if kept.municipality_id != double.municipality_id:
        raise Invalid(_("They belong to different municipalities."))
    numbers = {kept.personal_number_digest, double.personal_number_digest} - {None}
    if len(numbers) > 1:
        raise Invalid(_("They bear different personal numbers."))
    both = set(kept.enrolments.values_list("session", flat=True))
    if double.enrolments.filter(session__in=both).exists():
        raise Invalid(_("Both are signed up for the same session. Sign one off there."))
    matters = set(kept.knowledge_tests.values_list("matter", "attempt"))
    if matters & set(double.knowledge_tests.values_list("matter", "attempt")):
        raise Invalid(_("Both have the same attempt at a knowledge test."))
    if set(kept.certificates.values_list("diploma", "issued_on")) & set(
        double.certificates.values_list("diploma", "issued_on")
    ):
        raise Invalid(
            _("Both have the same diploma of the same day. Revoke one first.")
        )
    _end_same_listings(kept, double)
    for rows in (
        double.employments, double.enrolments, double.certificates,
        double.knowledge_tests,
    ):  # fmt: skip
        rows.update(person=kept)
    Person.objects.filter(merged_into=double).update(merged_into=kept)
    double.merged_into = kept
    double.save()
    if double.personal_number_digest and not kept.personal_number_digest:
        kept.personal_number_digest = double.personal_number_digest
        kept.masked_number = double.masked_number
    kept.email = kept.email or double.email
    kept.save()
    return kept


def _end_same_listings(kept: Person, double: Person) -> None:
    """A listing that both have stays the kept one's; the double's ends the day before."""
    mine = set(kept.employments.filter(ended_on=None).values_list("venue", "role"))
    for row in double.employments.filter(ended_on=None):
        if (row.venue_id, row.role) in mine:
            same = kept.employments.get(
                venue=row.venue_id, role=row.role, ended_on=None
            )
            taken = set(same.shifts.values_list("night", "starts_minute"))
            for shift in row.shifts.all():
                if (shift.night, shift.starts_minute) not in taken:
                    shift.employment = same
                    shift.save()
            row.shifts.all().delete()
            row.ended_on = max(row.started_on, clock.today())
            row.save()


def _end(row: Employment, day: date) -> Employment:
    if row.ended_on is not None and row.ended_on <= day:
        raise WrongState(_("It has ended already."))
    row.ended_on = max(day, row.started_on)
    row.save()
    gone = Shift.objects.filter(employment=row, night__gt=day)
    gone.delete()
    return row


def _person(
    municipality: Municipality, name: str, email: str, language: str, number: str
) -> Person:
    said = " ".join(name.split())
    if not said:
        raise Invalid(_("Write the person's name."))
    digest, masked = _number(municipality, number)
    if (
        digest
        and Person.objects.filter(
            municipality=municipality, personal_number_digest=digest, merged_into=None
        ).exists()
    ):
        raise Invalid(_("Somebody with that personal number is listed already."))
    return Person.objects.create(
        municipality=municipality, name=said, email=email.strip(), language=language,
        personal_number_digest=digest, masked_number=masked, made_at=clock.now(),
    )  # fmt: skip


def _number(municipality: Municipality, text: str) -> tuple[str | None, str]:
    if not text.strip():
        return None, ""
    if not PersonalNumberGround.objects.filter(municipality=municipality).exists():
        raise Invalid(
            _(
                "The municipality has not decided to keep personal numbers. Leave it out."
            )
        )
    try:
        number = read_organisation_number(text)
    except NotANumber:
        raise Invalid(_("This is not a personal number.")) from None
    if not number.is_sole_trader:
        raise Invalid(_("This is not a personal number."))
    return digest_of(number, settings.EVIDENCE_KEY), number.shown


def _listed(row: Employment) -> Draft:
    person = row.person
    with translation.override(person.language):
        return compose(
            key=f"employment:{row.pk}",
            to=person.email,
            subject=_("You are listed as staff of %(venue)s")
            % {"venue": row.venue.name},
            paragraphs=[
                _("Hello %(name)s,") % {"name": person.name},
                _(
                    "%(venue)s has listed you as “%(role)s” and says that you agree. The "
                    "venue and the municipality see your certificates for it."
                )
                % {"venue": row.venue.name, "role": row.get_role_display()},
                _("If that is not so, take your agreement back on your page."),
            ],
            link=link_of(person),
            is_secret=True,
        )
