import pytest

from training.rules.shown_name import shown_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Anna Påhittad", "Anna P."),
        ("Anna-Karin von Exempel", "Anna-Karin E."),
        ("Anna", "Anna"),
        ("  ", ""),
    ],
)
def test_a_stranger_sees_the_first_name_and_a_letter(name: str, shown: str) -> None:
    assert shown_name(name) == shown
