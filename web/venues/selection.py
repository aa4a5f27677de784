"""What the address of the venue list asks for: which venues, in which order, how many."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from accounts.models import Agency, User
from inspections.queries.due_list import DueVenue, due_count, due_list
from inspections.queries.due_statement import DueFilter, DueOrder
from venues.models import Venue
from venues.queries.venues import (
    areas_visible_to,
    matching,
    serving_after,
    venues_visible_to,
    within,
)

COUNTED = 1000
"""Counted no further: a list that long is searched, not read, and a page stays quick."""
_ONE_O_CLOCK = 25 * 60
_EVERYTHING = slice(None)


def chosen_venues(user: User, asked: dict[str, Any], today: date) -> QuerySet[Venue]:
    """The venues that fit what is asked of the venue itself."""
    venues = matching(venues_visible_to(user), str(asked.get("q") or ""))
    if not asked.get("ended"):
        venues = venues.filter(ended_on=None)
    if asked.get("kind"):
        venues = venues.filter(business_kind=asked["kind"])
    if asked.get("late"):
        venues = serving_after(venues, _ONE_O_CLOCK, today)
    areas = areas_visible_to(user, today).filter(pk=asked.get("area") or 0)
    return within(venues, areas[0]) if areas else venues


@dataclass(frozen=True, slots=True)
class Selection:
    """The venues that fit. With an agency they stand in its due list, and what is asked
    of class, date and deadline counts too; ended venues have none of these.
    """

    venues: QuerySet[Venue]
    agency: Agency | None
    filter: DueFilter
    today: date

    @property
    def sort(self) -> str:
        """The order as the address writes it."""
        return f"-{self.filter.order}" if self.filter.is_turned else self.filter.order

    @property
    def count(self) -> int:
        """How many fit, `COUNTED` at most."""
        if self.agency is None or not self.filter.asks_for_score:
            return self.venues.order_by()[:COUNTED].count()
        return due_count(self.agency, self.today, self.filter, COUNTED)

    def fitting(self, limit: int) -> QuerySet[Venue]:
        """The venues that fit, so many at most, in no order."""
        if self.agency is None or not self.filter.asks_for_score:
            return self.venues
        rows = due_list(self.agency, self.today, self.filter, limit=limit)
        return self.venues.filter(pk__in=[row.venue for row in rows])

    def plain_rows(self, part: slice = _EVERYTHING) -> QuerySet[Venue]:
        """The venues by name, a part of them when one is asked for."""
        turned = "-" if self.filter.is_turned else ""
        return self.venues.order_by(f"{turned}name", "pk")[part]

    def due_rows(self, agency: Agency, part: slice = _EVERYTHING) -> list[DueVenue]:
        """The same with class and date, as that agency's due list has them."""
        asked = self.filter
        if asked.order == DueOrder.NAME and not asked.asks_for_score:
            # Nothing asks for the score of venues that are not shown: page first.
            shown = list(self.plain_rows(part).values_list("pk", flat=True))
            among = Venue.objects.filter(pk__in=shown)
            by_name = DueFilter(among, order=asked.order, is_turned=asked.is_turned)
            return due_list(agency, self.today, by_name)
        limit = None if part.stop is None else part.stop - part.start
        return due_list(agency, self.today, asked, limit=limit, offset=part.start or 0)


def selection_of(
    user: User, agency: Agency | None, asked: dict[str, Any], sort: str, today: date
) -> Selection:
    """What the form's answers and the address's order ask for."""
    venues = chosen_venues(user, asked, today)
    name = sort.removeprefix("-")
    due_filter = DueFilter(
        grade=str(asked.get("grade") or ""),
        due_by=_due_by(str(asked.get("due") or ""), today),
        has_deadline=bool(asked.get("findings")),
        order=DueOrder(name) if name in set(DueOrder) else DueOrder.NAME,
        is_turned=sort.startswith("-"),
    )
    if agency is None or (asked.get("ended") and not due_filter.asks_for_score):
        return Selection(venues, None, replace(due_filter, order=DueOrder.NAME), today)
    venues = venues.filter(municipality=agency.municipality_id, ended_on=None)
    return Selection(venues, agency, replace(due_filter, among=venues), today)


def _due_by(asked: str, today: date) -> date | None:
    return {
        "overdue": today - timedelta(days=1),
        "month": today + timedelta(days=30),
    }.get(asked)
