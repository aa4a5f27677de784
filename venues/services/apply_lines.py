"""Writing the lines of an import: venues, holders, licences, in few statements."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from django.conf import settings

from accounts.models import Municipality
from core import clock
from core.changes import next_changes
from venues.models import (
    Assignment,
    Holder,
    Licence,
    LicenceCondition,
    ServingHours,
    Venue,
)
from venues.rules.organisation_number import OrganisationNumber, digest_of
from venues.rules.register_difference import (
    OF_HOLDER,
    OF_LICENCE,
    OF_VENUE,
    Line,
    Outcome,
)
from venues.rules.register_row import RegisterRow
from venues.rules.serving_hours import Stretch
from venues.services.register_rows import hour_rows, number_holder

_CHUNK = 1000
_LISTS = frozenset({"audiences", "drinks", "spaces", "special_forms"})


def apply_lines(
    municipality: Municipality,
    lines: Sequence[Line],
    progress: Callable[[int, int], None],
) -> None:
    """Write what the lines say. Must run in the transaction that checked them."""
    today = clock.today()
    work = [line for line in lines if line.outcome != Outcome.UNCHANGED]
    holders = _Holders(municipality)
    numbers = iter(next_changes(f"venues:{municipality.pk}", len(work)) if work else ())
    for start in range(0, len(work), _CHUNK):
        chunk = work[start : start + _CHUNK]
        _apply_chunk(
            municipality, chunk, holders, [next(numbers) for _ in chunk], today
        )
        progress(start + len(chunk), len(work))


def _apply_chunk(
    municipality: Municipality,
    chunk: Sequence[Line],
    holders: "_Holders",
    numbers: Sequence[int],
    today: date,
) -> None:
    held = Venue.objects.in_bulk([line.known.venue for line in chunk if line.known])
    added, altered = [], []
    venues: list[tuple[Line, Venue]] = []
    for line, number in zip(chunk, numbers, strict=True):
        if line.known is None:
            venue = Venue(municipality=municipality, started_on=today)
            added.append(venue)
        else:
            venue = held[line.known.venue]
            altered.append(venue)
        venue.change = number
        venue.ended_on = today if line.outcome == Outcome.ENDED else None
        if line.row is not None:
            _say(venue, line.row)
        venues.append((line, venue))
    Venue.objects.bulk_create(added)
    Venue.objects.bulk_update(
        altered, [*OF_VENUE, "ended_on", "change"], batch_size=200
    )
    _write_licences(venues, today)
    _write_assignments(venues, holders, today)


def _say(venue: Venue, row: RegisterRow) -> None:
    for name in OF_VENUE:
        value = getattr(row, name)
        if value is not None:
            setattr(venue, name, value)


def _write_licences(venues: Sequence[tuple[Line, Venue]], today: date) -> None:
    """A changed licence is a new version; the one before ends the day before."""
    concerned = [
        (line.row, venue)
        for line, venue in venues
        if line.row is not None and _touches(line, OF_LICENCE)
    ]
    latest: dict[object, Licence] = {}
    for licence in (
        Licence.objects.filter(venue__in=[venue for _, venue in concerned])
        .prefetch_related("hours", "conditions")
        .order_by("version")
    ):
        latest[licence.venue_id] = licence
    created, ended, hours, conditions = [], [], [], []
    for row, venue in concerned:
        before = latest.get(venue.pk)
        licence = _licence(row, venue, before, today)
        created.append(licence)
        hours += hour_rows(licence, _hours(row, licence, before))
        conditions += [
            LicenceCondition(
                licence=licence,
                kind=one.kind,
                text=one.text,
                amount=one.amount,
                applies_from_minute=one.applies_from_minute,
            )
            for one in _conditions(licence, before)
        ]
        if before is not None and before.valid_to is None:
            begins = before.valid_from or date.min
            before.valid_to = max(
                begins, (licence.valid_from or today) - timedelta(days=1)
            )
            ended.append(before)
    Licence.objects.bulk_create(created)
    Licence.objects.bulk_update(ended, ["valid_to"], batch_size=500)
    ServingHours.objects.bulk_create(hours, batch_size=2000)
    LicenceCondition.objects.bulk_create(conditions, batch_size=2000)


def _hours(
    row: RegisterRow, licence: Licence, before: Licence | None
) -> Iterable[Stretch | ServingHours]:
    """The row's hours; those of the version before where the decision's words stay."""
    if row.hours is not None or before is None:
        return row.hours or ()
    return before.hours.all() if licence.hours_text == before.hours_text else ()


def _conditions(licence: Licence, before: Licence | None) -> Iterable[LicenceCondition]:
    """What a person set apart lives on while the decision's words stay."""
    if before is None or licence.conditions_text != before.conditions_text:
        return ()
    return before.conditions.all()


def _touches(line: Line, names: Sequence[str]) -> bool:
    return line.outcome == Outcome.NEW or any(
        name in names for name, _, _ in line.changes
    )


def _licence(
    row: RegisterRow, venue: Venue, before: Licence | None, today: date
) -> Licence:
    licence = Licence(
        venue=venue,
        version=1 if before is None else before.version + 1,
        duration="permanent",
        valid_from=None if before is None else today,
    )
    for name in OF_LICENCE:
        value = getattr(row, name)
        if value is None and before is not None and name not in row.cleared:
            value = _inherited(before, name, today)
        if value is not None:
            setattr(licence, name, list(value) if name in _LISTS else value)
    if before is not None and (licence.valid_from or today) <= (
        before.valid_from or date.min
    ):
        licence.valid_from = today
    if (
        licence.valid_to
        and licence.valid_from
        and licence.valid_to < licence.valid_from
    ):
        licence.valid_from = licence.valid_to
    return licence


def _inherited(before: Licence, name: str, today: date) -> object:
    """What a new version takes over from the one before; not dates that have passed."""
    if name == "valid_from":
        return None
    value: object = getattr(before, name)
    passed = name == "valid_to" and before.valid_to and before.valid_to < today
    return None if passed else value


def _write_assignments(
    venues: Sequence[tuple[Line, Venue]], holders: "_Holders", today: date
) -> None:
    """Another holder ends the present assignment and begins one of its own."""
    concerned = {
        venue.pk: (line.row, venue)
        for line, venue in venues
        if line.row is not None and line.row.holder and _touches(line, OF_HOLDER)
    }
    present = {
        row.venue_id: row
        for row in Assignment.objects.filter(
            venue__in=concerned, valid_to=None
        ).select_related("holder")
    }
    ended, created = [], []
    for pk, (row, venue) in concerned.items():
        before = present.get(pk)
        holder = holders.find_or_make(row, before.holder if before else None)
        if before is not None and before.holder_id == holder.pk:
            continue
        if before is not None:
            before.valid_to = max(
                before.valid_from or date.min, today - timedelta(days=1)
            )
            ended.append(before)
        created.append(
            Assignment(
                venue=venue,
                holder=holder,
                valid_from=today if before else row.valid_from,
            )
        )
    holders.write()
    Assignment.objects.bulk_update(ended, ["valid_to"], batch_size=500)
    Assignment.objects.bulk_create(created)


class _Holders:
    """The holders of a municipality by number and name; new ones are written together.

    A file without numbers names holders only; such a holder keeps the number it has.
    """

    def __init__(self, municipality: Municipality) -> None:
        self.municipality = municipality
        self.by_number: dict[str, Holder] = {}
        self.by_name: dict[str, Holder] = {}
        self.added: list[Holder] = []
        self.altered: dict[object, Holder] = {}
        for holder in Holder.objects.filter(municipality=municipality):
            self._remember(holder)

    def find_or_make(self, row: RegisterRow, present: Holder | None) -> Holder:
        number = row.organisation_number
        holder = self._find(row.holder or "", number, present)
        if holder is None:
            holder = Holder(municipality=self.municipality, name=row.holder or "")
            self.added.append(holder)
        elif holder not in self.added:
            self.altered[holder.pk] = holder
        holder.name = row.holder or holder.name
        if number is not None:
            number_holder(holder, number)
        self._remember(holder)
        return holder

    def write(self) -> None:
        Holder.objects.bulk_create(self.added)
        Holder.objects.bulk_update(
            list(self.altered.values()),
            [
                "name",
                "form",
                "organisation_number",
                "personal_number_digest",
                "masked_number",
            ],
            batch_size=200,
        )
        self.added, self.altered = [], {}

    def _find(
        self, name: str, number: OrganisationNumber | None, present: Holder | None
    ) -> Holder | None:
        if (
            number is not None
            and (known := self.by_number.get(_key(number))) is not None
        ):
            return known
        named = self.by_name.get(name)
        if present is not None and present.name == name:
            named = self.by_name.get(name, present)
        if named is None or number is None or not named.shown_number:
            return named
        return None  # the same name under another number is another holder

    def _remember(self, holder: Holder) -> None:
        number = holder.organisation_number or holder.personal_number_digest
        if number:
            self.by_number[number] = holder
        self.by_name[holder.name] = holder


def _key(number: OrganisationNumber) -> str:
    if number.is_sole_trader:
        return digest_of(number, settings.EVIDENCE_KEY)
    return number.shown
