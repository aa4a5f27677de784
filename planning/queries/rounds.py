"""Rounds: who may see which, and what goes down to whom.

A plan is secret until it is done: those who plan for the agency see all of it, the
officers of a team what they are to do, and nobody else anything.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from inspections.models import Section
from planning.models import Round, RoundState, Stop, Team


def rounds_planned_by(user: User) -> QuerySet[Round]:
    """The rounds of the agencies for which the person plans."""
    agencies = agencies_where(user, Capability.PLAN_OCCASIONS)
    return Round.objects.filter(agency__in=agencies).select_related(
        "agency__municipality", "occasion", "made_by"
    )


def teams_of(user: User) -> QuerySet[Team]:
    """The teams the person belongs to, of rounds that were sent out; only while they
    still record visits in that municipality.
    """
    works = agencies_where(user, Capability.RECORD_VISITS).values("municipality")
    return Team.objects.filter(
        officers=user,
        round__state=RoundState.SET,
        round__agency__municipality__in=works,
    ).select_related("round__agency__municipality", "round__occasion")


def with_done(stops: QuerySet[Stop]) -> QuerySet[Stop]:
    """Each stop with `is_done`: the agency that planned has begun a visit there that
    night; another agency's own visits are not told.
    """
    made = Section.objects.filter(
        venue=OuterRef("venue"),
        visit__night=OuterRef("round__night"),
        agency=OuterRef("round__agency"),
    )
    return stops.annotate(is_done=Exists(made))


def stops_for_tablet(user: User, today: date) -> list[dict[str, Any]]:
    """What a person's tablet shows of the rounds of today and later: place, time and
    order. Priorities and reasons stay at the desk of the agency that planned.
    """
    teams = teams_of(user).filter(round__night__gte=today)
    rows = Stop.objects.filter(team__in=teams).select_related("round", "team")
    return [
        {
            "id": row.pk,
            "venue": row.venue_id,
            "night": row.round.night,
            "occasion": row.round.occasion_id,
            "team": row.team.name,
            "kind": row.kind,
            "begins_at": row.begins_at,
            "leaves_at": row.leaves_at,
        }
        for row in rows.order_by("begins_at", "pk")
    ]
