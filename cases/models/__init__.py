from cases.models.case import Case, CaseState, Copy, Step
from cases.models.document import CaseDocument, DocumentKind

__all__ = ["Case", "CaseDocument", "CaseState", "Copy", "DocumentKind", "Step"]
