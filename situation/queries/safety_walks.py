"""Safety walks: whose they are to see, their points, measures, and what became of them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from accounts.models import Municipality, User
from situation.models import (
    Feels,
    Measure,
    MeasureState,
    ParticipantGender,
    SafetyWalk,
    Walk,
    WalkKind,
    WalkPoint,
)
from situation.queries.walks import walks_visible_to
from situation.rules.gender_checks import (
    GenderChecks,
    Raised,
    Walked,
    gender_checks,
)
from situation.rules.rewalk import Became, Felt, compared


def safety_walks_visible_to(user: User) -> QuerySet[SafetyWalk]:
    """The safety walks among the walks that the person may see."""
    return SafetyWalk.objects.filter(
        walk__in=walks_visible_to(user).values("pk")
    ).select_related("walk__municipality", "walk__agency", "walk__leader", "again")


def measures_visible_to(user: User) -> QuerySet[Measure]:
    """Their measures."""
    return Measure.objects.filter(
        walk__in=safety_walks_visible_to(user).values("pk")
    ).select_related("walk__walk__municipality", "walk__walk__agency")


def points_of(walk: SafetyWalk) -> QuerySet[WalkPoint]:
    """What was seen on it and not struck out, in the order of the walk."""
    return WalkPoint.objects.filter(walk=walk.walk_id, struck_at=None).order_by(
        "seen_at", "pk"
    )


def walked_of(municipality: Municipality) -> QuerySet[Walk]:
    """The town's safety walks that were walked to their end, the latest first: what may be
    walked again.
    """
    return Walk.objects.filter(
        municipality=municipality, kind=WalkKind.SAFETY, ended_at__isnull=False
    ).order_by("-night", "pk")


def rewalked(walk: SafetyWalk) -> dict[UUID, Became]:
    """What became of each point of the walk that it walks again, by that point's key."""
    if walk.again is None:
        return {}
    earlier = WalkPoint.objects.filter(walk=walk.again, struck_at=None)
    return compared(_felt(earlier), _felt(points_of(walk)))


def _felt(points: Iterable[WalkPoint]) -> list[Felt]:
    return [Felt(one.pk, one.feels, one.again_of_id) for one in points]


def checks_of(municipality: Municipality, first: date, last: date) -> GenderChecks:
    """What the walks from the one day to the other say of whose safety they ask for."""
    walks = SafetyWalk.objects.filter(
        walk__municipality=municipality, walk__night__range=(first, last),
        walk__ended_at__isnull=False,
    ).annotate(
        women=Sum(
            "participants__count",
            filter=Q(participants__gender=ParticipantGender.WOMEN),
        ),
        stated=Sum(
            "participants__count",
            filter=~Q(participants__gender=ParticipantGender.UNSTATED),
        ),
    )  # fmt: skip
    answers = Measure.objects.filter(points=OuterRef("pk")).exclude(
        state__in=[MeasureState.PROPOSED, MeasureState.REFUSED]
    )
    points = WalkPoint.objects.filter(
        walk__in=walks.values("pk"), struck_at=None, feels=Feels.UNSAFE
    ).annotate(is_answered=Exists(answers))
    return gender_checks(
        [Walked(one.walks_for, one.women or 0, one.stated or 0) for one in walks],
        [Raised(one.for_whom, one.is_answered) for one in points],
    )
