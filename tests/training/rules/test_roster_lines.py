from datetime import date

import pytest

from training.rules.roster_lines import read_roster


def rows(*lines: str) -> list[tuple[int, list[str]]]:
    return [(number, line.split(";")) for number, line in enumerate(lines, 1)]


@pytest.mark.parametrize(
    "lines",
    [
        ("2026-11-27;Anna Påhittad;18:00;02:00",),
        ("Namn;Till;Från;Datum", "Anna  Påhittad;02:00;18:00;2026-11-27"),
        ("name;date;from;to", "Anna Påhittad;2026-11-27;1800;2"),
        ("", "2026-11-27;Anna Påhittad;18.00;26:00".replace("26:00", "02.00")),
    ],
)
def test_a_roster_is_read_with_or_without_names_of_columns(lines: tuple[str]) -> None:
    found, unread = read_roster(rows(*lines))
    assert not unread
    assert [(one.night, one.name, one.starts, one.ends) for one in found] == [
        (date(2026, 11, 27), "Anna Påhittad", 1080, 1560)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "27/11;Anna;18:00;02:00", "2026-11-27;;18:00;02:00", "2026-11-27;Anna;18:00",
        "2026-11-27;Anna;late;02:00", "2026-11-27;Anna;24:30;02:00", "=1+1;x;y;z",
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_says_so_with_its_number(line: str) -> None:
    found, unread = read_roster(rows("2026-11-27;Bo;18:00;20:00", line))
    assert [one.row for one in found] == [1]
    assert [one.row for one in unread] == [2]
    assert str(unread[0].why)
