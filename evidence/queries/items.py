"""Evidence: whose it is to see, what counts, and how full the scheme is of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import Municipality, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from evidence.models import Item, ItemState, Placement, Score, Scorer
from evidence.rules.item import OWED, fresh_after
from evidence.rules.scheme import Named, Scheme


def items_visible_to(user: User) -> QuerySet[Item]:
    """All evidence where the person may see it; else what they wrote or owe, while they
    keep evidence there at all.
    """
    everything = municipalities_where(user, Capability.SEE_EVIDENCE)
    own = municipalities_where(user, Capability.KEEP_EVIDENCE)
    return Item.objects.filter(
        Q(municipality__in=everything)
        | Q(municipality__in=own) & (Q(author=user) | Q(owner=user))
    )


def counting(municipality: str, day: date, scheme: Scheme) -> QuerySet[Item]:
    """What is approved by that day, and fresh."""
    return Item.objects.filter(
        municipality=municipality,
        state=ItemState.APPROVED,
        decided_at__date__lte=day,
        dated_on__gt=fresh_after(day, scheme.fresh_months),
        dated_on__lte=day,
    )


@dataclass(frozen=True, slots=True)
class Filled:
    """The attributes and cells of a scheme that have evidence which counts, and how much.

    A cell is a focus area's code with a zone's.
    """

    attributes: Mapping[str, int]
    cells: Mapping[tuple[str, str], int]


def filled(municipality: str, day: date, scheme: Scheme) -> Filled:
    """How full the scheme is on a day; a piece counts once in a cell."""
    attributes: dict[str, set[object]] = defaultdict(set)
    cells: dict[tuple[str, str], set[object]] = defaultdict(set)
    zones = {one.code for one in scheme.zones}
    rows = Placement.objects.filter(
        scheme=scheme.it.code, item__in=counting(municipality, day, scheme)
    ).values_list("item", "attribute", "zone")
    for item, attribute, zone in rows:
        area = scheme.area_of(attribute)
        if area is None:
            continue
        attributes[attribute].add(item)
        if zone in zones:
            cells[area.it.code, zone].add(item)
    return Filled(
        {code: len(items) for code, items in attributes.items()},
        {cell: len(items) for cell, items in cells.items()},
    )


@dataclass(frozen=True, slots=True)
class Line:
    """An attribute on the board. `stale` is approved and too old; `owed` waits for
    somebody, `late` of it is past its day.
    """

    attribute: Named
    counting: int
    stale: int
    offered: int
    owed: int
    late: int
    own: Score | None
    assessors: Score | None


@dataclass(frozen=True, slots=True)
class Board:
    """How a municipality stands towards a scheme: lines by focus area, and the grid."""

    scheme: Scheme
    lines: Mapping[str, tuple[Line, ...]]
    filled: Filled


def board(municipality: Municipality, scheme: Scheme, today: date) -> Board:
    """The board of today: four statements, however much there is."""
    full = filled(municipality.pk, today, scheme)
    states: dict[str, Counter[str]] = defaultdict(Counter)
    rows = (
        Placement.objects.filter(scheme=scheme.it.code, item__municipality=municipality)
        .order_by()
        .values_list("item", "attribute", "item__state", "item__wanted_by")
        .distinct()
    )
    for _item, attribute, state, wanted_by in rows:
        states[attribute][state] += 1
        if state in OWED and wanted_by is not None and wanted_by < today:
            states[attribute]["late"] += 1
    latest = latest_scores(municipality, scheme)
    lines = {
        area.it.code: tuple(
            Line(
                one,
                full.attributes.get(one.code, 0),
                states[one.code][ItemState.APPROVED] - full.attributes.get(one.code, 0),
                states[one.code][ItemState.OFFERED],
                sum(states[one.code][state] for state in OWED),
                states[one.code]["late"],
                latest.get((one.code, Scorer.SELF)),
                latest.get((one.code, Scorer.ASSESSOR)),
            )
            for one in area.attributes
        )
        for area in scheme.areas
    }
    return Board(scheme, lines, full)


def latest_scores(
    municipality: Municipality, scheme: Scheme
) -> dict[tuple[str, str], Score]:
    """The latest score of each attribute by each kind of scorer."""
    rows = Score.objects.filter(municipality=municipality, scheme=scheme.it.code)
    rows = rows.select_related("noted_by")
    latest: dict[tuple[str, str], Score] = {}
    for row in rows.order_by("noted_at", "pk"):
        latest[row.attribute, row.by] = row
    return latest
