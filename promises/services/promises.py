"""Making promises, and saying which problems they answer to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from core import clock
from core.errors import Invalid, NotFound
from promises.models import Problem, ProblemSource, Promise, SourceKind
from promises.permissions import check_keeps_promises
from promises.queries.promises import promises_visible_to
from promises.services.naming import check_names_nobody

_FIRST, _FARTHEST = date(2000, 1, 1), timedelta(days=3660)
"""What lies beyond is a slip of the pen."""


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
    check_names_nobody(title, text)
    if ends_on <= begins_on:
        raise Invalid(_("A promise ends after it begins."))
    if begins_on < _FIRST or ends_on > clock.today() + _FARTHEST:
        raise Invalid(_("That day lies too far away."))
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
    check_names_nobody(title, text, where)
    for one in sources:
        _check_source(one)
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


def add_source(*, user: User, problem: UUID, source: Source) -> ProblemSource:
    """Name another source of a problem."""
    rows = Problem.objects.filter(promise__in=promises_visible_to(user).values("pk"))
    row = rows.select_related("promise__municipality").filter(pk=problem).first()
    if row is None:
        raise NotFound(_("There is no such problem, or it is not yours to see."))
    check_keeps_promises(user, row.promise.municipality)
    _check_source(source)
    return ProblemSource.objects.create(
        problem=row, kind=source.kind, words=source.words.strip(),
        dated_on=source.dated_on,
    )  # fmt: skip


def _check_source(one: Source) -> None:
    check_names_nobody(one.words)
    if one.dated_on > clock.today():
        raise Invalid(_("A source is of a day that has been."))


def promise_in_hand(user: User, promise: UUID) -> Promise:
    """The promise, for who keeps it; `NotFound` unless it is theirs to see."""
    row = promises_visible_to(user).filter(pk=promise).first()
    if row is None:
        raise NotFound(_("There is no such promise, or it is not yours to see."))
    check_keeps_promises(user, row.municipality)
    return row
