"""How full the scheme is of evidence (KA4, KA5), on the period's last day."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from evidence.indicators.figure import NOTHING, Figure
from evidence.indicators.indicator import (
    EVERY_PERIOD,
    Direction,
    Indicator,
)
from evidence.indicators.measure import Shown
from evidence.indicators.scope import Scope
from evidence.models import Item, Placement
from evidence.queries.items import counting, filled
from evidence.queries.schemes import scheme_on


@dataclass(frozen=True, slots=True)
class Completeness:
    """The attributes, or the cells of the grid, that have evidence which counts. All of
    them are known, so there is no interval.
    """

    of_cells: bool = False
    shown = Shown.PERCENT

    def figure(self, scope: Scope) -> Figure:
        scheme = scheme_on(scope.until)
        if scheme is None:
            return NOTHING
        full = filled(scope.municipality, scope.until, scheme)
        counted = len(full.cells if self.of_cells else full.attributes)
        among = scheme.cells if self.of_cells else len(list(scheme.attributes()))
        return Figure(counted / among, counted, among)

    def counted(self, scope: Scope) -> QuerySet[Any]:
        scheme = scheme_on(scope.until)
        if scheme is None:
            return Item.objects.none()
        placed = Placement.objects.filter(item=OuterRef("pk"), scheme=scheme.it.code)
        if self.of_cells:
            placed = placed.exclude(zone="")
        return counting(scope.municipality, scope.until, scheme).filter(Exists(placed))

    def among(self, _scope: Scope, /) -> None:
        return None


INDICATORS = (
    Indicator(
        code="KA4",
        name=_("Attributes with fresh evidence"),
        numerator=_(
            "attributes with approved evidence no older than the scheme allows (24 months)"
        ),
        denominator=_("attributes of the scheme"),
        attributes=(),
        periods=EVERY_PERIOD,
        direction=Direction.UP,
        measure=Completeness(),
        is_at_cut_off=True,
    ),
    Indicator(
        code="KA5",
        name=_("Cells of the grid with evidence"),
        numerator=_("cells of focus area and time zone with evidence"),
        denominator=_("cells of the grid"),
        attributes=(),
        periods=EVERY_PERIOD,
        direction=Direction.UP,
        measure=Completeness(of_cells=True),
        is_at_cut_off=True,
    ),
)
