from evidence.models.publication import FrozenFigure, PeriodKind, Publication

__all__ = ["FrozenFigure", "PeriodKind", "Publication"]
