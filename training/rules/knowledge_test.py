"""Is a knowledge test (kunskapsprov) passed, and how long does it hold?

At least 75 % in each area; one attempt and two retakes for an application; five years
from the test's date; sixty questions for a permanent licence to the public, in seven
variants (domain note 6.2). The areas are those read there; the food area predates June
2026 and is to be verified (GK).
"""

from collections.abc import Sequence
from datetime import date

from core.periods import months_after
from training.rules.written_test import AreaResult, is_passed

PASS_PERCENT = 75
ATTEMPTS = 3
VALID_MONTHS = 60
QUESTIONS = 60
"""Of the test for a permanent licence to the public; other variants have their own."""


def knowledge_test_passed(result: Sequence[AreaResult]) -> bool:
    """Whether each area reached 75 %."""
    return is_passed(result, PASS_PERCENT)


def knowledge_test_valid_until(taken_on: date) -> date:
    """The last day on which a passed test counts."""
    return months_after(taken_on, VALID_MONTHS)
