from cases.models.case import Case, CaseState, Copy, Step

__all__ = ["Case", "CaseState", "Copy", "Step"]
