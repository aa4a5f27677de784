import pytest

from promises.models import Unit
from web.promises.words import number_words


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        (Unit.SHARE, 0.35555, "35,6 %"),
        (Unit.NUMBER, 24.0, "24"),
        (Unit.NUMBER, 24.78, "24,8"),  # rounded, not cut off
        (Unit.NUMBER, None, "–"),
    ],
)
def test_a_goals_number_is_rounded_and_has_its_unit(
    unit: Unit, value: float | None, words: str
) -> None:
    assert number_words(unit, value) == words
