"""Keeping a venue's roster: typed, pasted, or from a file. All of it or nothing."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound
from core.nights import FARTHEST
from training.models import Employment, Shift
from training.permissions import check_staff
from training.queries.people import employed_at
from training.rules.roster_lines import (
    RosterLine,
    Unread,
    minute_of_night,
    read_roster,
)
from venues.models import Venue
from venues.rules.table_file import read_table

_MOST_LINES = 2000
_BACK = timedelta(days=1)
_DAY = 1440


@dataclass(frozen=True, slots=True)
class RosterRead:
    """Shifts that were kept, or the lines for which nothing was."""

    kept: int
    unread: Sequence[Unread]


@transaction.atomic
def keep_roster(*, user: User, venue: Venue, text: str) -> RosterRead:
    """Keep pasted lines; nothing of them when one cannot be read or placed."""
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(";\t,", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        raise Invalid(_("The lines cannot be read. Paste them as text.")) from None
    return _keep(user, venue, list(enumerate(rows, start=1)))


@transaction.atomic
def import_roster(*, user: User, venue: Venue, content: bytes) -> RosterRead:
    """Keep a CSV or XLSX file in the same way. `Invalid` when there is no table in it."""
    table = read_table(content)
    rows: list[tuple[int, Sequence[str]]] = [(1, list(table.columns))]
    rows += [
        (number, [cells[name] for name in table.columns])
        for number, cells in table.rows
    ]
    return _keep(user, venue, rows)


@transaction.atomic
def put_on_roster(
    *,
    user: User,
    venue: Venue,
    night: date,
    people: Sequence[Employment],
    starts: time,
    ends: time,
) -> int:
    """Put people of the staff on one night's roster; times before the night ends lie on the
    next morning. How many; `Invalid` when one does not work there then.
    """
    check_staff(user, venue)
    _check_near(night)
    first, last = minute_of_night(starts), minute_of_night(ends)
    if last <= first:
        last += _DAY
    if last > 2 * _DAY:
        raise Invalid(_("The shift is longer than the night."))
    staff = employed_at(venue, clock.today()).filter(pk__in=[one.pk for one in people])
    shifts = [
        Shift(
            employment=one, venue=venue, night=night, starts_minute=first,
            ends_minute=last,
        )
        for one in staff.select_related("person")
    ]  # fmt: skip
    for one in shifts:
        if not _works(one.employment, night):
            raise Invalid(
                _("%(name)s is not listed as staff on that night.")
                % {"name": one.employment.person.name}
            )
    return len(_written(shifts))


@transaction.atomic
def remove_shift(*, user: User, venue: Venue, shift: int) -> None:
    """Take a line off the roster."""
    check_staff(user, venue)
    gone, _rows = Shift.objects.filter(pk=shift, venue=venue).delete()
    if not gone:
        raise NotFound(_("There is no such shift."))


def _keep(
    user: User, venue: Venue, rows: Sequence[tuple[int, Sequence[str]]]
) -> RosterRead:
    check_staff(user, venue)
    if len(rows) > _MOST_LINES:
        raise Invalid(
            _("A roster has %(count)s lines at most.") % {"count": _MOST_LINES}
        )
    lines, unread = read_roster(rows)
    placed: dict[tuple[object, ...], Shift] = {}
    staff = list(employed_at(venue, clock.today()).select_related("person"))
    for line in lines:
        shift = _placed(line, venue, staff)
        if not isinstance(shift, Shift):
            unread.append(Unread(line.row, line.name, shift))
            continue
        key = (shift.employment.person_id, shift.night, shift.starts_minute)
        if key in placed and placed[key].ends_minute != shift.ends_minute:
            unread.append(
                Unread(line.row, line.name, _("Another line has them begin then, too."))
            )
        placed.setdefault(key, shift)
    if unread:
        return RosterRead(0, sorted(unread, key=lambda one: one.row))
    return RosterRead(len(_written(list(placed.values()))), ())


def _written(shifts: Sequence[Shift]) -> list[Shift]:
    return Shift.objects.bulk_create(
        shifts, update_conflicts=True, update_fields=["ends_minute"],
        unique_fields=["employment", "night", "starts_minute"],
    )  # fmt: skip


def _check_near(night: date) -> None:
    if not clock.today() - _BACK <= night <= clock.today() + FARTHEST:
        raise Invalid(_("The night lies in the past, or too far ahead."))


def _placed(line: RosterLine, venue: Venue, staff: list[Employment]) -> Shift | str:
    if not clock.today() - _BACK <= line.night <= clock.today() + FARTHEST:
        return _("The night lies in the past, or too far ahead.")
    named = [
        one
        for one in staff
        if one.person.name.casefold() == line.name.casefold()
        and _works(one, line.night)
    ]
    if not named:
        return _("Nobody of that name is listed as staff on that night.")
    if len({one.person_id for one in named}) > 1:
        return _("Several people of that name are listed. Give one a second name.")
    # The role that asks for most: who is a serving manager too is one on the roster.
    chosen = min(named, key=lambda one: (one.role != "serving_manager", one.role))
    return Shift(
        employment=chosen, venue=venue, night=line.night, starts_minute=line.starts,
        ends_minute=line.ends,
    )  # fmt: skip


def _works(row: Employment, night: date) -> bool:
    return (
        row.withdrawn_on is None
        and row.started_on <= night
        and (row.ended_on is None or row.ended_on >= night)
    )
