"""Five thousand hostile texts as CSV and as XLSX: each comes back whole, none runs."""

import csv
import io

import openpyxl

from tests.hostile import hostile_strings
from web.parts.export import exported
from web.parts.table import Cell, Column, Table

RUNS = ("=", "+", "-", "@", "\t", "\r")
TEXTS = hostile_strings(5000)
TABLE = Table([Column("Text")], [[Cell(one)] for one in TEXTS])


def test_csv_gives_each_text_back_and_none_begins_like_a_formula() -> None:
    content = exported(TABLE, "x", "csv").content.decode("utf-8-sig")
    rows = [
        row[0] for row in csv.reader(io.StringIO(content, newline=""), delimiter=";")
    ]
    assert len(rows) == len(TEXTS) + 1
    for text, cell in zip(TEXTS, rows[1:], strict=True):
        assert not cell.startswith(RUNS)
        assert cell == (f"'{text}" if text.startswith(RUNS) else text)


def test_a_workbook_holds_each_as_text_whole() -> None:
    content = exported(TABLE, "x", "xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [one.value for one in cells] == TEXTS
    assert {one.data_type for one in cells} == {"s"}


def test_signs_that_no_workbook_can_hold_are_replaced_and_nothing_fails() -> None:
    table = Table([Column("Text")], [[Cell("a\x00b\x0bc")]])
    sheet = openpyxl.load_workbook(
        io.BytesIO(exported(table, "x", "xlsx").content)
    ).worksheets[0]
    assert sheet["A2"].value == "a\ufffdb\ufffdc"
