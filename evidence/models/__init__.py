from evidence.models.appraisal import LandedPoint
from evidence.models.baseline import Baseline
from evidence.models.certification import Certification, Milestone
from evidence.models.item import (
    Item,
    ItemFile,
    ItemKind,
    ItemState,
    Placement,
    Score,
    Scorer,
)
from evidence.models.pack import Edition, Language, Pack, PackState
from evidence.models.publication import FrozenFigure, PeriodKind, Publication
from evidence.models.scheme import SchemeVersion
from evidence.models.sheet import IncidentSheet

__all__ = [
    "Baseline",
    "Certification",
    "Edition",
    "FrozenFigure",
    "IncidentSheet",
    "Item",
    "ItemFile",
    "ItemKind",
    "ItemState",
    "LandedPoint",
    "Language",
    "Milestone",
    "Pack",
    "PackState",
    "PeriodKind",
    "Placement",
    "Publication",
    "SchemeVersion",
    "Score",
    "Scorer",
]
