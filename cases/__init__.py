"""Supervision cases (ärenden): from what was found to a decision that is final."""
