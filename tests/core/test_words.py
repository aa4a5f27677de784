"""Can anybody read what was meant?"""

import pytest

from core.errors import Invalid
from core.words import check_says_something, says_something


@pytest.mark.parametrize(
    ("text", "says"),
    [("", False), ("..", False), ("   a  ", False), ("fel", True), ("  nej  ", True)],
)
def test_three_seen_characters_say_something(text: str, says: bool) -> None:
    assert says_something(text) is says
    assert says_something("ett skäl", text) is says


def test_a_refusal_keeps_the_sentence_and_code_of_who_asked() -> None:
    check_says_something("fel", "Säg varför.")
    with pytest.raises(Invalid) as refused:
        check_says_something(" - ", "Säg varför.", code="reason_missing")
    assert refused.value.sentence == "Säg varför."
    assert refused.value.stable_code == "reason_missing"
    with pytest.raises(Invalid) as plain:
        check_says_something("", "Säg varför.")
    assert plain.value.stable_code == "invalid"
