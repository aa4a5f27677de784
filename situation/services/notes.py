"""Receiving the notes of walks: everything is kept, every note gets its own answer."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import memberships_with
from accounts.rules.capabilities import Capability
from core.corrected_time import Sent
from core.errors import NotAllowed
from situation.models import NoteState, WalkNote
from situation.services.note_arrival import Arrival, arrived, read_again, waiting_for
from situation.services.note_judging import Bench, judge, locked_walks
from situation.services.points import project

_ATTEMPTS: Final = 4
_JUDGED = [
    "note", "walk_id", "kind", "municipality", "carried_by", "brought_by",
    "recorded_at", "clock_offset_ms", "state", "code",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a note, under the hash of its bytes."""

    digest: str
    state: NoteState
    code: str


def receive_notes(
    *,
    user: User,
    sent: Sent,
    contents: Sequence[bytes],
    schemes: frozenset[str],
    brought_by: User | None = None,
    home: str = "",
) -> tuple[Answer, ...]:
    """Keep notes that came in the person's session, and answer for each.

    What came before is answered the same; what was held is judged anew. `schemes` are the
    codes that a walk may go by. `brought_by` is who brings them out of a rescue file, and
    `home` then the municipality that keeps what has no place else. Raises `NotAllowed`
    when the person records walks nowhere and there is no such home: then nothing is kept,
    and nothing is lost, for the device holds it still.
    """
    membership = memberships_with(user, Capability.RECORD_WALKS).first()
    if membership is None and not home:
        raise NotAllowed(
            _("You have no role that records walks. The notes stay on the device.")
        )
    where = home if membership is None else membership.municipality_id
    for attempt in range(1, _ATTEMPTS + 1):
        # Made anew each time: what an attempt has judged must not stand in the next.
        made = [arrived(it, user, sent, where, brought_by) for it in contents]
        try:
            return _keep({one.digest: one for one in made}, schemes)
        except (OperationalError, IntegrityError):
            # Two that brought the same, or met the same walks in another order.
            if attempt == _ATTEMPTS:
                raise
            time.sleep(0.05 * attempt)
    raise AssertionError


@transaction.atomic
def _keep(made: dict[str, Arrival], schemes: frozenset[str]) -> tuple[Answer, ...]:
    bench = Bench(schemes, locked_walks(one.walk for one in made.values()))
    # Read under the lock: what another session has just taken is not judged once more.
    rows = WalkNote.objects.select_for_update().filter(pk__in=made)
    known = {row.digest: row for row in rows}
    arrivals = [
        read_again(one, known[digest]) if digest in known else one
        for digest, one in made.items()
        if digest not in known or known[digest].state == NoteState.HELD
    ]
    judge(arrivals, bench)
    waiting = waiting_for(bench.walks, {one.digest for one in arrivals})
    judge(waiting, bench)
    _write([*arrivals, *waiting], bench)
    rows_by_digest = {one.digest: one.row for one in arrivals}
    return tuple(
        Answer(row.digest, NoteState(row.state), row.code)
        for row in ((known | rows_by_digest)[digest] for digest in made)
    )


def _write(arrivals: Sequence[Arrival], bench: Bench) -> None:
    WalkNote.objects.bulk_create([one.row for one in arrivals if one.is_new])
    WalkNote.objects.bulk_update(
        [one.row for one in arrivals if not one.is_new], _JUDGED
    )
    project([one for one in arrivals if one.is_taken], bench.walks)
