from cases.models.case import Authority, Case, CaseFile, CaseState, Copy, Step
from cases.models.document import CaseDocument, DocumentKind
from cases.models.training_order import TrainingOrder

__all__ = [
    "Authority",
    "Case",
    "CaseDocument",
    "CaseFile",
    "CaseState",
    "Copy",
    "DocumentKind",
    "Step",
    "TrainingOrder",
]
