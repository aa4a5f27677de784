from evidence.models.item import (
    Item,
    ItemFile,
    ItemKind,
    ItemState,
    Placement,
    Score,
    Scorer,
)
from evidence.models.publication import FrozenFigure, PeriodKind, Publication
from evidence.models.scheme import SchemeVersion

__all__ = [
    "FrozenFigure",
    "Item",
    "ItemFile",
    "ItemKind",
    "ItemState",
    "PeriodKind",
    "Placement",
    "Publication",
    "SchemeVersion",
    "Score",
    "Scorer",
]
