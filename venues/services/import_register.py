"""A register file: uploaded, shown as a difference, applied in one transaction."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable
from uuid import UUID

import orjson
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Conflict, Invalid, NotFound, WrongState
from core.integrity import sha256
from venues.models import ImportLine, ImportState, RegisterImport
from venues.queries.known_venues import known_venues
from venues.rules.register_difference import (
    Line,
    Outcome,
    claimed_twice,
    difference,
    doubled_keys,
)
from venues.rules.register_layout import Layout, check_layout
from venues.rules.register_row import Reader, RegisterRow, Remark
from venues.rules.table_file import read_table
from venues.services.apply_lines import apply_lines

Progress = Callable[[int, int], None]
_STEP = 500


def silent(done: int, total: int) -> None:
    """Tell nobody how far it is."""


@transaction.atomic
def upload_register(
    *,
    user: User,
    municipality: Municipality,
    file_name: str,
    content: bytes,
    layout: Layout,
    is_full: bool,
) -> RegisterImport:
    """Keep a file to be previewed. Refused at once when its columns do not fit."""
    check_may(user, Capability.IMPORT_REGISTER, municipality)
    check_layout(layout, read_table(content).columns)
    return RegisterImport.objects.create(
        municipality=municipality,
        file_name=file_name[:200],
        file_sha256=sha256(content).hex(),
        content=content,
        layout=layout.code,
        columns=dict(layout.columns),
        is_full=is_full,
        state=ImportState.UPLOADED,
        uploaded_at=clock.now(),
        uploaded_by=user,
    )


@transaction.atomic
def preview_register(*, batch: UUID, progress: Progress = silent) -> RegisterImport:
    """Read the file and write down what applying it would do. Changes no venue."""
    row = _locked(batch)
    if row.state in {ImportState.APPLIED, ImportState.CONFIRMED}:
        return row
    lines, refusals, remarks = _understand(row, progress)
    counts = Counter(line.outcome.value for line in lines)
    counts[Outcome.REFUSED.value] = len({refusal.row for refusal in refusals})
    counts["remarks"] = len(remarks)
    row.counts = {name: counts.get(name, 0) for name in (*Outcome, "remarks")}
    row.digest = _digest(lines, refusals)
    row.state = ImportState.PREVIEWED
    row.lines.all().delete()
    ImportLine.objects.bulk_create(
        [
            *(_shown_remark(row, one, Outcome.REFUSED.value) for one in refusals),
            *(_shown_remark(row, one, "remark") for one in remarks),
            *(_shown(row, one) for one in lines if one.outcome != Outcome.UNCHANGED),
        ],
        batch_size=1000,
    )
    row.save()
    return row


@transaction.atomic
def confirm_register(*, user: User, batch: UUID) -> RegisterImport:
    """Decide that what was shown is to be applied; the worker does it."""
    row = _locked(batch)
    check_may(user, Capability.IMPORT_REGISTER, row.municipality)
    if row.state in {ImportState.CONFIRMED, ImportState.APPLIED}:
        return row
    if row.state != ImportState.PREVIEWED:
        raise WrongState(_("Look at the difference first, then apply it."))
    row.state = ImportState.CONFIRMED
    row.confirmed_at, row.confirmed_by = clock.now(), user
    row.save()
    return row


@transaction.atomic
def apply_register(
    *, user: User, batch: UUID, progress: Progress = silent
) -> RegisterImport:
    """Do what the preview showed, all of it or nothing. Applying again changes nothing.

    Raises `Conflict` when the venues have changed since the preview.
    """
    row = _locked(batch)
    check_may(user, Capability.IMPORT_REGISTER, row.municipality)
    if row.state == ImportState.APPLIED:
        return row
    if row.state not in {ImportState.PREVIEWED, ImportState.CONFIRMED}:
        raise WrongState(_("Look at the difference first, then apply it."))
    lines, refusals, _remarks = _understand(row, silent)
    if _digest(lines, refusals) != row.digest:
        raise Conflict(
            _(
                "The venues have changed since this was shown. Nothing was applied; "
                "look at the difference again."
            ),
            code="changed_since_preview",
        )
    apply_lines(row.municipality, lines, progress)
    row.state, row.applied_at, row.applied_by = ImportState.APPLIED, clock.now(), user
    row.content = b""  # it may hold personal numbers; its hash and its lines stay
    row.save()
    return row


def _locked(batch: UUID) -> RegisterImport:
    row = (
        RegisterImport.objects.select_for_update(of=("self",))
        .select_related("municipality")
        .filter(pk=batch)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such import."))
    return row


def _understand(
    row: RegisterImport, progress: Progress
) -> tuple[list[Line], list[Remark], list[Remark]]:
    """What applying the file would do now, with refusals and remarks."""
    # One import at a time: two that looked at the same venues would both apply.
    Municipality.objects.select_for_update().get(pk=row.municipality_id)
    layout = Layout(row.layout, row.columns)
    table = read_table(bytes(row.content))
    check_layout(layout, table.columns)
    prefixes = set(
        row.municipality.restaurangnummer_prefixes.values_list("prefix", flat=True)
    )
    if "restaurangnummer" in layout.columns and not prefixes:
        raise Invalid(
            _(
                "No restaurant number prefix is entered for %(municipality)s. Enter it first."
            )
            % {"municipality": row.municipality}
        )
    reader, rows = Reader(layout, prefixes), []
    for done, (number, cells) in enumerate(table.rows, start=1):
        read = reader.read(number, cells)
        if read is not None:
            rows.append(read)
        if done % _STEP == 0 or done == len(table.rows):
            progress(done, len(table.rows))
    known = known_venues(row.municipality)
    doubled = [*doubled_keys(rows, layout), *claimed_twice(rows, known, layout)]
    twice = {one.row for one in doubled}
    lines = difference(
        [one for one in rows if one.row not in twice], known, is_full=row.is_full
    )
    # A refused row does not end its venue, under whichever key it is known.
    spared = reader.refused_keys | {
        key for one in rows if one.row in twice for key in one.keys
    }
    lines = [
        line
        for line in lines
        if line.outcome != Outcome.ENDED
        or line.known is None
        or spared.isdisjoint(line.known.keys)
    ]
    return lines, [*reader.refusals, *doubled], reader.remarks


def _digest(lines: Iterable[Line], refusals: Iterable[Remark]) -> str:
    said = [
        [line.outcome, line.key, line.changes, _plain(line.row)]
        for line in lines
        if line.outcome != Outcome.UNCHANGED
    ]
    refused = [[one.row, one.column] for one in refusals]
    return sha256(orjson.dumps([said, refused])).hex()


def _plain(row: RegisterRow | None) -> dict[str, object] | None:
    return None if row is None else dataclasses.asdict(row)


def _shown(batch: RegisterImport, line: Line) -> ImportLine:
    name = line.row.name if line.row is not None else ""
    return ImportLine(
        batch=batch,
        row=None if line.row is None else line.row.row,
        outcome=line.outcome.value,
        key=line.key[1][:80],
        name=name or ("" if line.known is None else line.known.name),
        changes=orjson.loads(orjson.dumps(line.changes)),
    )


def _shown_remark(batch: RegisterImport, remark: Remark, outcome: str) -> ImportLine:
    return ImportLine(
        batch=batch,
        row=remark.row,
        outcome=outcome,
        column=remark.column[:200],
        sentence=str(remark.sentence),
    )
