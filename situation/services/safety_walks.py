"""Safety walks: planned with a route, invited to, and who came written down."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.nights import FARTHEST, night_or_civil_date
from core.words import check_says_something
from situation.models import (
    ChosenBecause,
    Light,
    SafetyWalk,
    Walk,
    WalkAddress,
    WalkKind,
    WalksFor,
)
from situation.permissions import check_plans
from situation.queries.safety_walks import (
    points_of,
    safety_walks_visible_to,
    walked_of,
)
from situation.services.gathering import write_gathered
from situation.services.screened import check_names_nobody

MOST_STOPS = 40
MOST_ADDRESSES = 300


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of a route, in degrees where somebody showed it."""

    name: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned of a safety walk. `again` is the walk that it walks once more."""

    title: str
    meets_at: datetime
    meeting_place: str
    chosen_because: ChosenBecause
    chosen_how: str = ""
    walks_for: WalksFor = WalksFor.ALL
    route: Sequence[Stop] = ()
    again: Walk | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """So many participants of a kind."""

    role: str
    gender: str
    age: str
    count: int


@transaction.atomic
def plan_safety_walk(*, user: User, agency: Agency, plan: Plan) -> SafetyWalk:
    """Plan a safety walk; it goes down to the tablets of the municipality.

    Raises `NotAllowed`; `Invalid` for an hour that has passed, without words, or for a walk
    to walk again that is none of the town's.
    """
    check_plans(user, agency)
    _check(plan, agency)
    walk = Walk.objects.create(
        municipality=agency.municipality, agency=agency, kind=WalkKind.SAFETY,
        title=plan.title.strip(), night=night_or_civil_date(plan.meets_at), leader=user,
        made_at=clock.now(),
    )  # fmt: skip
    row = SafetyWalk(walk=walk)
    _write(row, plan)
    row.save()
    return row


@transaction.atomic
def replan_safety_walk(*, user: User, walk: UUID, plan: Plan) -> SafetyWalk:
    """Plan it otherwise, before it has begun. Whoever was invited is told by a new letter
    when the invitation is sent again.

    Raises as `plan_safety_walk`; `NotFound`; `WrongState` once it has begun.
    """
    row = safety_walk_in_hand(user, walk)
    if row.walk.began_at is not None or row.walk.cancelled_at is not None:
        raise WrongState(_("It has begun, or is called off already."))
    _check(plan, row.walk.agency)
    if plan.again is not None and plan.again.pk == row.pk:
        raise Invalid(_("A walk does not walk itself again."))
    row.walk.title = plan.title.strip()
    row.walk.night = night_or_civil_date(plan.meets_at)
    row.walk.save(update_fields=["title", "night"])
    _write(row, plan)
    row.save()
    return row


def _check(plan: Plan, agency: Agency) -> None:
    check_says_something(plan.title, _("Say what the walk is called."))
    check_says_something(plan.meeting_place, _("Say where it gathers."))
    stops = (one.name for one in plan.route)
    check_names_nobody(plan.title, plan.meeting_place, plan.chosen_how, *stops)
    if not clock.now() <= plan.meets_at <= clock.now() + FARTHEST:
        raise Invalid(_("Choose an hour from now on, within two years."))
    if len(plan.route) > MOST_STOPS:
        raise Invalid(_("A route has at most 40 stops."))
    if (
        plan.again is not None
        and not walked_of(agency.municipality).filter(pk=plan.again.pk).exists()
    ):
        raise Invalid(_("Choose a walk of this town that was walked to its end."))


def _write(row: SafetyWalk, plan: Plan) -> None:
    row.meets_at, row.meeting_place = plan.meets_at, plan.meeting_place.strip()
    row.chosen_because, row.chosen_how = plan.chosen_because, plan.chosen_how.strip()
    row.walks_for, row.again = plan.walks_for, plan.again
    row.route = [asdict(one) for one in plan.route]


@transaction.atomic
def add_addresses(*, user: User, walk: UUID, emails: Iterable[str]) -> int:
    """Put addresses on the list of those who are told; how many that were not there.

    Raises `NotFound`, `NotAllowed`; `Invalid` for more than a walk may have.
    """
    row = safety_walk_in_hand(user, walk)
    there = {one.casefold() for one in row.addresses.values_list("email", flat=True)}
    new = {one.strip().casefold(): one.strip() for one in emails}
    new = {key: one for key, one in new.items() if key not in there}
    if len(there) + len(new) > MOST_ADDRESSES:
        raise Invalid(_("A walk has at most 300 addresses on its list."))
    WalkAddress.objects.bulk_create(
        WalkAddress(walk=row, email=one, added_at=clock.now()) for one in new.values()
    )
    return len(new)


@transaction.atomic
def drop_address(*, user: User, walk: UUID, address: int) -> None:
    """Take an address off the list. Raises `NotFound`, `NotAllowed`."""
    row = safety_walk_in_hand(user, walk)
    if not row.addresses.filter(pk=address).delete()[0]:
        raise NotFound(_("There is no such address."))


@transaction.atomic
def put_gathered_right(
    *, user: User, walk: UUID, groups: Sequence[Group], light: str, weather: str
) -> SafetyWalk:
    """Say at the desk who came: it stands in place of what the tablet counted.

    Raises `NotFound`, `NotAllowed`; `WrongState` before it has begun; `Invalid` for a light
    that there is not.
    """
    row = safety_walk_in_hand(user, walk)
    if row.walk.began_at is None:
        raise WrongState(_("It has not begun yet."))
    if light and light not in Light.values:
        raise Invalid(_("Choose in what light it was walked."))
    said = {
        "groups": [asdict(one) for one in groups if one.count],
        "light": light,
        "weather": weather.strip(),
    }
    check_names_nobody(weather)
    # A tablet's clock may have run ahead: who looks at it now knows better.
    last = [one for one in (row.gathered_at, row.weather_at) if one is not None]
    write_gathered(row, max([clock.now(), *last]), said)
    return row


@transaction.atomic
def end_safety_walk(*, user: User, walk: UUID, at: datetime, reason: str) -> SafetyWalk:
    """End a walk at the desk that was begun and whose end never came from a tablet.

    Raises `NotFound`, `NotAllowed`; `WrongState` before it has begun, or when it has ended;
    `Invalid` without a reason, or for an hour before what was seen or ahead of now.
    """
    row = safety_walk_in_hand(user, walk)
    if row.walk.began_at is None or row.walk.ended_at is not None:
        raise WrongState(_("It has not begun yet, or has ended already."))
    check_says_something(reason, _("Say why in a few words."))
    seen = points_of(row).aggregate(last=Max("seen_at"))["last"]
    if not (seen or row.walk.began_at) <= at <= clock.now():
        raise Invalid(_("Choose an hour after what was seen last, not ahead of now."))
    row.walk.ended_at, row.ended_because = at, reason.strip()
    row.walk.save(update_fields=["ended_at"])
    row.save(update_fields=["ended_because"])
    return row


def safety_walk_in_hand(user: User, walk: UUID) -> SafetyWalk:
    """The safety walk, locked, for whoever plans it. Raises `NotFound`, `NotAllowed`."""
    # Its walk as well: nobody calls it off while those who come are being invited.
    rows = safety_walks_visible_to(user).select_for_update(of=("self", "walk"))
    row = rows.filter(pk=walk).first()
    if row is None:
        raise NotFound(_("There is no such walk, or it is not yours to see."))
    check_plans(user, row.walk.agency)
    return row
