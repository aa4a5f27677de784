from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from web.parts.export import exported
from web.parts.mark import Mark
from web.parts.table import Cell, Column, Table

TABLE = Table(
    [Column("Namn"), Column("Senast")],
    [
        [Cell("Krogen Påhittad; AB"), Cell(date(2026, 11, 20))],
        [Cell("=1+1"), Cell(date(2026, 11, 1), marks=(Mark("försenad"),))],
        [Cell(None), Cell(None)],
    ],
)


def test_a_csv_opens_in_swedish_excel_with_its_letters_whole() -> None:
    answer = exported(TABLE, "lista", "csv")
    text = answer.content.decode("utf-8-sig")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert text.splitlines() == [
        "Namn;Senast",
        '"Krogen Påhittad; AB";2026-11-20',
        "'=1+1;2026-11-01 – försenad",
        ";",
    ]
    assert 'filename="lista.csv"' in answer["Content-Disposition"]


def test_a_workbook_holds_dates_as_dates_and_no_formula() -> None:
    book = load_workbook(BytesIO(exported(TABLE, "lista", "xlsx").content))
    rows = list(book.worksheets[0].values)
    assert rows[1][0] == "Krogen Påhittad; AB"
    assert str(rows[1][1])[:10] == "2026-11-20"
    assert rows[2][0] == "=1+1"
