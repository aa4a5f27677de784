import pytest

from venues.rules.organisation_number import (
    NotANumber,
    digest_of,
    read_organisation_number,
)

# From the domain note, section 10; the personal number is a documentation example.
LEGAL = ["556016-0680", "559900-0014", "969900-0015", "802400-0013", "716400-0015"]
SOLE = ["850709-9805", "198507099805", "19850709-9805", "８５０７０９－９８０５"]


@pytest.mark.parametrize("text", LEGAL)
def test_a_legal_persons_number_is_shown_whole(text: str) -> None:
    number = read_organisation_number(text)

    assert (number.is_sole_trader, number.shown) == (False, text)
    assert read_organisation_number(text.replace("-", "")) == number


@pytest.mark.parametrize("text", SOLE)
def test_a_sole_traders_number_is_the_same_person_however_written_and_masked(
    text: str,
) -> None:
    number = read_organisation_number(text)

    assert (number.is_sole_trader, number.shown) == (True, "850709-****")
    assert digest_of(number, "k") == digest_of(read_organisation_number(SOLE[0]), "k")
    assert "9805" not in digest_of(number, "k")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("556016-0681", "check_digit"),
        ("55901", "format"),
        ("abcdefghij", "format"),
        ("", "format"),
        ("55601606801", "format"),
        ("٥٥٦٠١٦٠٦٨٠", "format"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(NotANumber, match=reason):
        read_organisation_number(text)
