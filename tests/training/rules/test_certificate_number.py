import pytest

from training.rules.certificate_number import new_number, read_number


def test_a_number_is_drawn_and_can_be_read_again() -> None:
    numbers = {new_number("AAS") for _ in range(200)}
    assert len(numbers) == 200
    assert {read_number(one.lower()) for one in numbers} == numbers


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (" aas-7f3kq-0m2xz-9r4td ", "AAS-7F3KQ-0M2XZ-9R4TD"),
        ("AAS-7F3KQ-OM2XZ-9R4TD", "AAS-7F3KQ-0M2XZ-9R4TD"),  # an O is read as 0
        ("AAS-7F3KQ", None),
        ("7F3KQ-0M2XZ-9R4TD", None),
        ("", None),
        ("AAS-7F3KQ-0M2XZ-9R4TU", None),
    ],
)
def test_what_somebody_types_is_read_as_it_looks(
    typed: str, expected: str | None
) -> None:
    assert read_number(typed) == expected
