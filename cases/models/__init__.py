from cases.models.case import Authority, Case, CaseState, Copy, Step
from cases.models.document import CaseDocument, DocumentKind

__all__ = [
    "Authority",
    "Case",
    "CaseDocument",
    "CaseState",
    "Copy",
    "DocumentKind",
    "Step",
]
