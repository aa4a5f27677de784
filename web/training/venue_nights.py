"""One venue's coming nights: who is on, who is in charge, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotFound
from core.nights import night_or_civil_date
from training.models import Requirement, Shift, StaffRole
from training.queries.coverage import (
    CoverageRow,
    ManagerRow,
    coverage_between,
    managers_between,
)
from training.queries.people import employed_at
from training.rules.coverage import (
    Held,
    OnDuty,
    holds_through,
    lapses_before,
    without_manager,
)
from venues.models import Venue
from venues.rules.serving_hours import clock_of
from web.asking import person
from web.parts.mark import Mark
from web.training.coverage import NIGHTS, VERDICT_MARKS


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on the roster, and what is to be said about their diplomas."""

    shift: Shift
    hours: str
    remarks: Sequence[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement's answer for a night."""

    words: str
    mark: Mark
    counted: str


@dataclass(frozen=True, slots=True)
class Night:
    """A night on which the venue serves."""

    on: date
    hours: str
    roster: Sequence[Line]
    asked: Sequence[Asked]
    in_charge: Sequence[str]
    nobody_in_charge: Sequence[str]


def nights_of(venue: Venue, first: date, count: int = NIGHTS) -> list[Night]:
    """The nights on which the venue serves, with everything that is to be said."""
    where = (venue.municipality_id, first, count, [venue.pk])
    answers: dict[date, list[CoverageRow]] = {}
    for row in coverage_between(*where):
        answers.setdefault(row.night, []).append(row)
    wanted = Requirement.objects.select_related("diploma").in_bulk(
        [row.requirement for rows in answers.values() for row in rows]
    )
    shifts: dict[date, list[Shift]] = {}
    for shift in Shift.objects.filter(
        employment__in=employed_at(venue, first),
        venue=venue,
        night__gte=first,
        night__lt=first + timedelta(days=count),
    ).select_related("employment__person", "employment__notified_as"):
        shifts.setdefault(shift.night, []).append(shift)
    held = _held(shifts)
    return [
        _night(row, shifts.get(row.night, []), answers.get(row.night, []), wanted, held)
        for row in managers_between(*where)
    ]


def _held(shifts: dict[date, list[Shift]]) -> dict[UUID, list[Held]]:
    people = {one.employment.person for rows in shifts.values() for one in rows}
    return {
        one.pk: [
            Held(c.diploma_id, c.issued_on, c.valid_until)
            for c in one.certificates.filter(revoked_at=None)
        ]
        for one in people
    }


def _night(
    serving: ManagerRow,
    shifts: Sequence[Shift],
    answers: Sequence[CoverageRow],
    wanted: dict[int, Requirement],
    held: dict[UUID, list[Held]],
) -> Night:
    duty = [
        OnDuty(
            str(one.pk), one.employment.role, one.starts_minute, one.ends_minute,
            held[one.employment.person_id],
        )
        for one in shifts
    ]  # fmt: skip
    diplomas = {wanted[row.requirement].diploma for row in answers}
    return Night(
        serving.night,
        _span(serving.opens, serving.closes),
        [
            Line(
                one, _span(one.starts_minute, one.ends_minute),
                [
                    said
                    for diploma in diplomas
                    if (said := _remark(diploma, on, serving.night))
                ],
            )
            for one, on in zip(shifts, duty, strict=True)
        ],
        [
            Asked(
                f"{wanted[row.requirement].diploma.name}: "
                f"{wanted[row.requirement].get_scope_display()}",
                VERDICT_MARKS[row.verdict],
                _("%(have)s of %(all)s, %(want)s needed")
                % {"have": row.trained, "all": row.asked, "want": row.wanted},
            )
            for row in answers
        ],
        [
            f"{one.employment.person.name} {_span(one.starts_minute, one.ends_minute)}"
            for one in shifts
            if one.employment.role == StaffRole.SERVING_MANAGER
        ],
        [
            _span(*gap) for gap in without_manager(duty, serving.opens, serving.closes)
        ] if shifts else [],
    )  # fmt: skip


def _remark(diploma: object, on: OnDuty, night: date) -> str:
    pk, name = diploma.pk, diploma.name  # type: ignore[attr-defined]
    if holds_through(pk, on.holds, night, on.ends):
        return ""
    lapsed = lapses_before(pk, on.holds, night, on.ends)
    if lapsed is None:
        return _("no %(diploma)s") % {"diploma": name}
    return _("%(diploma)s lapses on %(day)s, before the shift is over") % {
        "diploma": name, "day": lapsed.isoformat(),
    }  # fmt: skip


def _span(begins: int, ends: int) -> str:
    return f"{clock_of(begins)}–{clock_of(ends)}"


@require_GET
def venue_coverage(request: HttpRequest, venue: UUID) -> HttpResponse:
    """The fortnight of a venue, for those who see training there."""
    there = municipalities_where(person(request), Capability.SEE_TRAINING)
    row = Venue.objects.filter(pk=venue, municipality__in=there).first()
    if row is None:
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    return render(
        request,
        "training/venue_coverage.html",
        {"venue": row, "nights": nights_of(row, night_or_civil_date(clock.now()))},
    )
