"""Cycles: the first is begun by a person, those after it carry on by themselves; and the
picture that is shared before a meeting.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.integrity import canonical_json, sha256
from core.nights import FARTHEST, local
from situation.models import Cycle
from situation.permissions import check_keeps_situation
from situation.queries.cycles import cycles_visible_to, spans_of
from situation.queries.picture import picture_now
from situation.rules.cycle import LONGEST, Span, answer_by, following

_MOST_AT_ONCE = 60  # more than two years of cycles: a clock gone wrong begins no more


@transaction.atomic
def begin_cycles(
    *,
    user: User,
    municipality: Municipality,
    first: date,
    days: int,
    due_at: datetime,
    meets_at: datetime,
) -> Cycle:
    """Begin a town's first cycle, or cycles of another length after those there are.

    Raises `NotAllowed`; `Invalid` when days and hours do not follow each other;
    `WrongState` where another cycle runs on that day.
    """
    check_keeps_situation(user, municipality)
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # one at a time
    if not 1 <= days <= LONGEST:
        raise Invalid(_("A cycle lasts at least a day and at most three months."))
    if abs(first - clock.today()) > FARTHEST:
        raise Invalid(_("That day lies too far away."))
    last = first + timedelta(days=days - 1)
    _check_hours(last, due_at, meets_at)
    if Cycle.objects.filter(municipality=municipality, last__gte=first).exists():
        raise WrongState(_("Another cycle runs on that day. Choose a later first day."))
    return Cycle.objects.create(
        municipality=municipality, first=first, last=last, due_at=due_at,
        meets_at=meets_at, answer_by=answer_by(first, last), made_at=clock.now(), made_by=user,
    )  # fmt: skip


def carry_on_cycles() -> int:
    """Begin the cycle after each that has ended, until today lies in one; how many."""
    today = clock.today()
    begun = Municipality.objects.filter(cycles__isnull=False).distinct()
    return sum(carry_on(one, today) for one in begun)


def carry_on(municipality: Municipality, today: date) -> int:
    """The same for one municipality; none where nobody has begun."""
    if Cycle.objects.filter(municipality=municipality, last__gte=today).exists():
        return 0
    return _carry_on(municipality, today)


@transaction.atomic
def _carry_on(municipality: Municipality, today: date) -> int:
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    made = 0
    while made < _MOST_AT_ONCE:
        before = Cycle.objects.filter(municipality=municipality).first()
        if before is None or before.last >= today:  # another was faster
            break
        first, last, due_at, meets_at = following(
            before.first, before.last, before.due_at, before.meets_at
        )
        Cycle.objects.create(
            municipality=municipality, first=first, last=last, due_at=due_at,
            meets_at=meets_at, answer_by=answer_by(first, last), made_at=clock.now(),
        )  # fmt: skip
        made += 1
    return made


@transaction.atomic
def move_cycle(
    *, user: User, cycle: UUID, due_at: datetime, meets_at: datetime
) -> Cycle:
    """Choose other hours for reports and meeting; the cycles after it keep to them.

    Raises `NotFound`, `NotAllowed`, `Invalid`; `WrongState` once its picture is shared.
    """
    row = cycle_in_hand(user, cycle)
    if row.shared_at is not None:
        raise WrongState(_("Its picture is shared: its hours stay as they were."))
    _check_hours(row.last, due_at, meets_at)
    row.due_at, row.meets_at = due_at, meets_at
    row.save(update_fields=["due_at", "meets_at"])
    return row


def _check_hours(last: date, due_at: datetime, meets_at: datetime) -> None:
    if not last < local(due_at).date() <= local(meets_at).date() <= last + FARTHEST:
        raise Invalid(
            _(
                "Reports are due after the last day, %(day)s, and the meeting comes later."
            )
            % {"day": last.isoformat()}
        )
    if meets_at < due_at:
        raise Invalid(_("The meeting comes after the hour at which reports are due."))


@transaction.atomic
def share_picture(*, user: User, cycle: UUID) -> Cycle:
    """Share the picture with those who reported, and keep it as it is: what is told later
    belongs to the next cycle.

    Raises `NotFound`, `NotAllowed`; `WrongState` before the cycle's end, or twice.
    """
    row = cycle_in_hand(user, cycle)
    if row.shared_at is not None:
        raise WrongState(_("It is shared already."))
    if clock.today() <= row.last:
        raise WrongState(_("The cycle has not ended yet."))
    row.picture = dict(picture_now(row))
    row.fingerprint = sha256(canonical_json(row.picture)).hex()
    row.shared_at, row.shared_by = clock.now(), user
    row.save(update_fields=["picture", "fingerprint", "shared_at", "shared_by"])
    return row


def open_cycle(
    municipality: Municipality, choose: Callable[[list[Span]], Span | None]
) -> Cycle | None:
    """The cycle that `choose` finds among the town's, locked until the transaction ends:
    its picture is not shared meanwhile. None when there is none to choose.
    """
    while (span := choose(spans_of(municipality))) is not None:
        row = Cycle.objects.select_for_update().get(pk=span.key)
        if row.shared_at is None:
            return row
    return None


def cycle_in_hand(user: User, cycle: UUID) -> Cycle:
    """The cycle, locked, for whoever keeps the situation there. Raises `NotFound`,
    `NotAllowed`.
    """
    rows = cycles_visible_to(user).select_for_update(of=("self",))
    row = rows.filter(pk=cycle).first()
    if row is None:
        raise NotFound(_("There is no such cycle, or it is not yours to see."))
    check_keeps_situation(user, row.municipality)
    return row
