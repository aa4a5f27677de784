"""Putting a round together, asking for its plan, and sending it out."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, Membership, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability, roles_that_may
from accounts.services.locking import locked_for
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.nights import FARTHEST, night_bounds
from inspections.models import Occasion
from planning.models import Round, RoundState, Team, Travel, Wish, WishKind
from planning.queries.rounds import rounds_planned_by
from venues.models import Venue

_OPEN = frozenset({RoundState.DRAFT, RoundState.PLANNED})


@transaction.atomic
def make_round(
    *,
    user: User,
    agency: Agency,
    night: date,
    joint_stops: int | None = None,
    random_percent: int = 20,
    seconds: int = 10,
    occasion: Occasion | None = None,
) -> Round:
    """Begin a round. Raises `Invalid` for a night that is over, or another
    municipality's joint night.
    """
    check_may(user, Capability.PLAN_OCCASIONS, agency.municipality, agency)
    if night > clock.today() + FARTHEST:
        raise Invalid(_("That day lies too far ahead."), code="too_far")
    if night_bounds(night)[1] <= clock.now():
        raise Invalid(_("That night is over."), code="night_is_over")
    if occasion is not None and (occasion.municipality_id, occasion.night) != (
        agency.municipality_id, night,
    ):  # fmt: skip
        raise Invalid(_("Choose a joint night of that night."))
    return Round.objects.create(
        agency=agency, night=night, joint_stops=joint_stops, seconds=seconds,
        random_percent=random_percent, occasion=occasion, made_by=user,
        made_at=clock.now(), seed=secrets.randbits(48),
    )  # fmt: skip


@transaction.atomic
def add_team(
    *,
    user: User,
    round_: UUID,
    name: str,
    officers: Sequence[User],
    travel: Travel,
    starts_at: datetime,
    ends_at: datetime,
    latitude: float,
    longitude: float,
) -> Team:
    """Add a team. Raises `Invalid` when it has no officer, one who records no visits
    there or is in another team already, or hours outside the night.
    """
    row = round_in_hand(user, round_)
    begins, ends = night_bounds(row.night)
    if not begins <= starts_at < ends_at <= ends:
        raise Invalid(_("A team's hours must lie within the night, 17:00 to 05:00."))
    if not officers:
        raise Invalid(_("A team needs an officer."))
    if set(officers) - set(officers_of(row)):
        raise Invalid(_("An officer does not record visits in this municipality."))
    if row.teams.filter(officers__in=officers).exists():
        raise Invalid(_("An officer is in another team already."))
    if row.teams.filter(name=name.strip()).exists():
        raise Invalid(_("Another team has that name."))
    team = Team.objects.create(
        round=row, name=name.strip(), travel=travel, starts_at=starts_at,
        ends_at=ends_at, latitude=latitude, longitude=longitude,
    )  # fmt: skip
    team.officers.set(officers)
    _begin_anew(row)
    return team


def officers_of(row: Round) -> list[User]:
    """Whoever records visits in the round's municipality that night, of any agency."""
    held = Membership.objects.in_force_on(row.night).filter(
        agency__municipality=row.agency.municipality_id,
        role__in=roles_that_may(Capability.RECORD_VISITS),
    )
    return list(
        User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name")
    )


@transaction.atomic
def remove_team(*, user: User, round_: UUID, team: int) -> None:
    """Take a team out of the round."""
    row = round_in_hand(user, round_)
    row.teams.filter(pk=team).delete()
    _begin_anew(row)


@transaction.atomic
def wish(
    *,
    user: User,
    round_: UUID,
    venue: Venue,
    kind: WishKind,
    at: datetime | None = None,
) -> Wish:
    """Wish something of a venue. Raises `Invalid` when it contradicts another wish."""
    row = round_in_hand(user, round_)
    if venue.municipality_id != row.agency.municipality_id:
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    if (kind == WishKind.NOT_BEFORE) != (at is not None):
        raise Invalid(_("“Not before” needs a time, and nothing else does."))
    others = set(row.wishes.filter(venue=venue).values_list("kind", flat=True))
    if kind in others:
        raise Invalid(_("That is wished already."))
    if others and WishKind.NEVER in {*others, kind}:
        raise Invalid(_("The venue cannot be wished for and away at once."))
    made = Wish.objects.create(round=row, venue=venue, kind=kind, at=at)
    _begin_anew(row)
    return made


@transaction.atomic
def drop_wish(*, user: User, round_: UUID, wish: int) -> None:
    """Take a wish back."""
    row = round_in_hand(user, round_)
    row.wishes.filter(pk=wish).delete()
    _begin_anew(row)


@transaction.atomic
def ask_for_plan(*, user: User, round_: UUID) -> Round:
    """Let a worker plan the round; asking again draws and plans anew."""
    row = round_in_hand(user, round_)
    if not row.teams.exists():
        raise Invalid(_("Add a team first."), code="no_team")
    row.state, row.asked_at, row.problem = RoundState.ASKED, clock.now(), ""
    row.planned_at, row.claimed_at = None, None
    row.seed = secrets.randbits(48)
    row.save()
    return row


@transaction.atomic
def stop_planning(*, user: User, round_: UUID) -> Round:
    """Ask no longer; a worker that is at it lets go within a second."""
    row = planned_by(user, round_)
    if row.state != RoundState.ASKED:
        raise WrongState(_("It is not being planned."))
    row.state, row.asked_at = RoundState.DRAFT, None
    row.save()
    return row


@transaction.atomic
def cancel_round(*, user: User, round_: UUID) -> Round:
    """Cancel a round; it disappears from tablets and calendars, and stays on record."""
    row = planned_by(user, round_)
    if row.state == RoundState.CANCELLED:
        raise WrongState(_("It is cancelled already."))
    row.state, row.sequence = RoundState.CANCELLED, row.sequence + 1
    row.save()
    return row


def planned_by(user: User, round_: UUID) -> Round:
    """The round, locked, when the person plans for its agency; `NotFound` else."""
    return locked_for(
        user,
        Capability.PLAN_OCCASIONS,
        rounds_planned_by(user),
        _("There is no such round, or it is not yours to see."),
        pk=round_,
    )


def round_in_hand(user: User, round_: UUID) -> Round:
    """A round that can still be changed: not while a worker plans, nor once it is out."""
    row = planned_by(user, round_)
    if row.state not in _OPEN:
        raise WrongState(
            _("The round cannot be changed while it is “%(state)s”.")
            % {"state": row.get_state_display()}
        )
    return row


def _begin_anew(row: Round) -> None:
    """What was planned before does not hold any more."""
    row.stops.all().delete()
    row.state, row.passed_over = RoundState.DRAFT, []
    row.planned_at = None
    row.save()
