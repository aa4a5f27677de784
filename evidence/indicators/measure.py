"""How a figure comes from rows. Each measure gives its value and the rows behind it.

Rows are querysets, so that what is counted can be looked at one by one. `once` names what
a row is counted as: itself, its venue, its night.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Any, Protocol

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import Combinable

from evidence.indicators.figure import Figure
from evidence.indicators.scope import Scope
from evidence.rules.interval import rate_ratio, wilson

Rows = Callable[[Scope], QuerySet[Any]]
Condition = Callable[[Scope], Q]


class Shown(StrEnum):
    """How a value is written."""

    PERCENT = "percent"
    NUMBER = "number"
    DECIMAL = "decimal"
    DAYS = "days"


class Measure(Protocol):
    """What every kind of measure can do."""

    shown: Shown

    def figure(self, scope: Scope) -> Figure:
        """The value in the scope."""
        ...

    def counted(self, scope: Scope) -> QuerySet[Any]:
        """The rows that are counted."""
        ...

    def among(self, scope: Scope, /) -> QuerySet[Any] | None:
        """The rows among which they are counted; None for what is only counted."""
        ...


def how_many(rows: QuerySet[Any], once: str = "pk") -> int:
    """How many different ones there are."""
    if once == "pk":
        return rows.order_by().count()
    found: int = rows.order_by().aggregate(count=Count(once, distinct=True))["count"]
    return found


@dataclass(frozen=True, slots=True)
class Share:
    """Those of the rows for which a condition holds; with Wilson's interval.

    `unchecked` gives the rows that could have been checked and were not, which stand
    outside; `expected` what the share would be without any choice.
    """

    of: Rows
    which: Condition
    once: str = "pk"
    unchecked: Rows | None = None
    expected: Callable[[Scope], float | None] | None = None
    shown = Shown.PERCENT

    def figure(self, scope: Scope) -> Figure:
        is_each = self.once == "pk"
        found = (
            self.of(scope)
            .order_by()
            .aggregate(
                among=Count(self.once, distinct=not is_each),
                counted=Count(
                    self.once, distinct=not is_each, filter=self.which(scope)
                ),
            )
        )
        counted, among = found["counted"], found["among"]
        return Figure(
            counted / among if among else None,
            counted,
            among,
            wilson(counted, among),
            unchecked=None
            if self.unchecked is None
            else how_many(self.unchecked(scope), self.once),
            expected=None if self.expected is None else self.expected(scope),
        )

    def counted(self, scope: Scope) -> QuerySet[Any]:
        return self.of(scope).filter(self.which(scope))

    def among(self, scope: Scope) -> QuerySet[Any]:
        return self.of(scope)


@dataclass(frozen=True, slots=True)
class Number:
    """How many there are."""

    of: Rows
    once: str = "pk"
    shown = Shown.NUMBER

    def figure(self, scope: Scope) -> Figure:
        count = how_many(self.of(scope), self.once)
        return Figure(float(count), count)

    def counted(self, scope: Scope) -> QuerySet[Any]:
        return self.of(scope)

    def among(self, _scope: Scope) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Per:
    """So many for each `per` of something else. `size` says how much there is of that,
    where it is not the number of its rows.
    """

    of: Rows
    to: Rows
    once: str = "pk"
    to_once: str = "pk"
    per: int = 1
    size: Callable[[Scope], float] | None = None
    shown = Shown.DECIMAL

    def figure(self, scope: Scope) -> Figure:
        counted = how_many(self.of(scope), self.once)
        among = (
            how_many(self.to(scope), self.to_once)
            if self.size is None
            else self.size(scope)
        )
        return Figure(counted / among * self.per if among else None, counted, among)

    def counted(self, scope: Scope) -> QuerySet[Any]:
        return self.of(scope)

    def among(self, scope: Scope) -> QuerySet[Any]:
        return self.to(scope)


@dataclass(frozen=True, slots=True)
class MedianDays:
    """The days from one date of a row to another, in the middle of all that have both.

    Those that still wait for the second are counted apart: left out, not taken as short.
    """

    of: Rows
    start: str
    end: Callable[[Scope], Combinable]
    shown = Shown.DAYS

    def _ended(self, scope: Scope) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.of(scope).annotate(ended_on=self.end(scope))
        return rows

    def figure(self, scope: Scope) -> Figure:
        pairs = list(
            self._ended(scope).order_by().values_list(F(self.start), "ended_on")
        )
        days = [(end - start).days for start, end in pairs if end is not None]
        return Figure(
            float(median(days)) if days else None,
            len(days),
            len(pairs),
            waiting=len(pairs) - len(days),
        )

    def counted(self, scope: Scope) -> QuerySet[Any]:
        return self._ended(scope).exclude(ended_on=None)

    def among(self, scope: Scope) -> QuerySet[Any]:
        return self.of(scope)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One share over the same share of others, with its interval. A tie, never a cause."""

    share: Share
    one: Condition
    other: Condition
    shown = Shown.DECIMAL

    def figure(self, scope: Scope) -> Figure:
        which = self.share.which(scope)
        one, other = self.one(scope), self.other(scope)
        found = (
            self.share.of(scope)
            .order_by()
            .aggregate(
                among=Count("pk", filter=one),
                counted=Count("pk", filter=one & which),
                of_others=Count("pk", filter=other),
                others=Count("pk", filter=other & which),
            )
        )
        said = rate_ratio(
            found["counted"], found["among"], found["others"], found["of_others"]
        )
        return Figure(
            None if said is None else said.value,
            found["counted"],
            found["among"],
            None if said is None else said.interval,
        )

    def counted(self, scope: Scope) -> QuerySet[Any]:
        return self.share.counted(scope).filter(self.one(scope))

    def among(self, scope: Scope) -> QuerySet[Any]:
        return self.share.of(scope).filter(self.one(scope))


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers of rows added up: `top` over `bottom`, each row's own."""

    of: Rows
    top: str
    bottom: str
    shown = Shown.PERCENT

    def figure(self, scope: Scope) -> Figure:
        rows = self.of(scope).order_by().values_list(self.top, self.bottom)
        pairs = list(rows)
        counted, among = sum(top for top, _ in pairs), sum(low for _, low in pairs)
        return Figure(
            counted / among if among else None, counted, among, wilson(counted, among)
        )

    def counted(self, scope: Scope) -> QuerySet[Any]:
        return self.of(scope).filter(**{f"{self.top}__gt": 0})

    def among(self, scope: Scope) -> QuerySet[Any]:
        return self.of(scope)
