"""Opening a case."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from cases.models import Case
from cases.rules.ladder import ladders_on
from cases.rules.lifecycle import Verb
from cases.services.case_rows import check_words, write_step
from core import clock
from core.errors import Invalid, NotFound
from inspections.services.obligations import take_into_case
from venues.models import Assignment, Venue


@transaction.atomic
def open_case(
    *,
    user: User,
    agency: Agency,
    venue: Venue,
    ladder: str,
    breach_on: date,
    matter: str,
    findings: Iterable[UUID] = (),
) -> Case:
    """Open a case about a venue and whoever holds its licence, with its findings.

    Raises `Invalid` when no such law was in force on the day of the breach, the venue has
    no holder, or nothing is said; `WrongState` when a finding cannot go into a case.
    """
    check_may(user, Capability.HANDLE_CASES, agency.municipality, agency)
    if venue.municipality_id != agency.municipality_id:
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    if breach_on > clock.today():
        raise Invalid(_("That day has not come yet."), code="in_the_future")
    if ladder not in ladders_on(breach_on):
        raise Invalid(_("That law was not in force on the day of the breach."))
    check_words(matter)
    today = clock.today()
    case = Case.objects.create(
        agency=agency, year=today.year, number=_next_number(agency, today.year),
        venue=venue, party=_party_at(venue), ladder=ladder, breach_on=breach_on,
        matter=matter.strip(), opened_on=today, opened_by=user,
    )  # fmt: skip
    for finding in findings:
        row = take_into_case(user=user, obligation=finding)
        if (row.agency_id, row.venue_id) != (agency.pk, venue.pk):
            raise Invalid(_("The finding is of another venue or agency."))
        case.obligations.add(row)
    write_step(case, user, Verb.OPEN, said=matter)
    return case


def _next_number(agency: Agency, year: int) -> int:
    Agency.objects.select_for_update().get(pk=agency.pk)  # one after the other
    of_year = Case.objects.filter(agency=agency, year=year)
    return (of_year.aggregate(last=Max("number"))["last"] or 0) + 1


def _party_at(venue: Venue) -> str:
    present = Assignment.objects.filter(venue=venue, valid_to=None)
    row = present.select_related("holder").first()
    if row is None:
        raise Invalid(_("No holder is known at this venue. Bring in the register."))
    return row.holder.name
