import pytest

from core.personal_number import looks_personal
from tests.inspections.rules.vectors import load


@pytest.mark.parametrize(("text", "expected"), load("personal_number.json"))
def test_what_may_be_a_personal_number_is_noticed(text: str, expected: bool) -> None:
    assert looks_personal(text) is expected
