"""Making promises, and saying which problems they answer to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from core import clock
from core.errors import Invalid, NotFound
from core.personal_number import looks_personal
from promises.models import Problem, ProblemSource, Promise, SourceKind
from promises.permissions import check_keeps_promises
from promises.queries.promises import promises_visible_to


@dataclass(frozen=True, slots=True)
class Source:
    """Where a problem is known from."""

    kind: SourceKind
    words: str
    dated_on: date


def make_promise(
    *,
    user: User,
    municipality: Municipality,
    title: str,
    text: str,
    begins_on: date,
    ends_on: date,
    carries_on: Promise | None = None,
) -> Promise:
    """A new promise. Raises `NotAllowed`; `Invalid` when it ends before it begins, or
    carries on one of another municipality.
    """
    check_keeps_promises(user, municipality)
    if ends_on <= begins_on:
        raise Invalid(_("A promise ends after it begins."))
    if carries_on is not None and carries_on.municipality_id != municipality.pk:
        raise Invalid(_("It can only carry on a promise of the same municipality."))
    return Promise.objects.create(
        municipality=municipality, title=title.strip(), text=text.strip(),
        begins_on=begins_on, ends_on=ends_on, carries_on=carries_on,
        made_at=clock.now(), made_by=user,
    )  # fmt: skip


@transaction.atomic
def note_problem(
    *,
    user: User,
    promise: UUID,
    title: str,
    text: str,
    where: str,
    is_central: bool,
    sources: Sequence[Source],
) -> Problem:
    """Say what a promise answers to, and from where that is known: at least one source.

    Raises `NotFound`, `NotAllowed`; `Invalid` without a source, or with words that look
    like somebody's number: places and surroundings, never people.
    """
    row = promise_in_hand(user, promise)
    if not sources:
        raise Invalid(_("Say from where the problem is known: name a source at least."))
    said = " ".join((title, text, where, *(one.words for one in sources)))
    if looks_personal(said):
        raise Invalid(_("Write of places and surroundings, never of people."))
    problem = Problem.objects.create(
        promise=row, title=title.strip(), text=text.strip(), where=where.strip(),
        is_central=is_central, noted_at=clock.now(), noted_by=user,
    )  # fmt: skip
    ProblemSource.objects.bulk_create(
        ProblemSource(
            problem=problem,
            kind=one.kind,
            words=one.words.strip(),
            dated_on=one.dated_on,
        )
        for one in sources
    )
    return problem


def promise_in_hand(user: User, promise: UUID) -> Promise:
    """The promise, for who keeps it; `NotFound` unless it is theirs to see."""
    row = promises_visible_to(user).filter(pk=promise).first()
    if row is None:
        raise NotFound(_("There is no such promise, or it is not yours to see."))
    check_keeps_promises(user, row.municipality)
    return row
