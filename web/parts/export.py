"""What a page shows, as a file: CSV that Excel opens rightly, or XLSX."""

import csv
from datetime import date
from io import BytesIO, StringIO

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from web.parts.table import Cell, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = list[str | int | date]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def exported(table: Table, name: str, form: str) -> HttpResponse:
    """The table's rows as a download; `form` is csv or xlsx."""
    rows: list[Row] = [[str(column.label) for column in table.columns]]
    rows += [[_value(cell) for cell in row] for row in table.rows]
    content, media_type = (
        (_xlsx(rows), XLSX) if form == "xlsx" else (_csv(rows), "text/csv")
    )
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _value(cell: Cell) -> str | int | date:
    marks = ", ".join(str(mark.text) for mark in cell.marks)
    if isinstance(cell.text, (int, date)) and not marks:
        return cell.text
    text = "" if cell.text is None else str(cell.text)
    return " – ".join(part for part in (text, marks) if part)


def _csv(rows: list[Row]) -> bytes:
    file = StringIO()
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(
        [_harmless(value) for value in row] for row in rows
    )
    return file.getvalue().encode("utf-8-sig")


def _written(sheet: WriteOnlyWorksheet, value: str | int | date) -> object:
    """A text as a cell of text, whatever it begins with; without the signs that no
    workbook can hold.
    """
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", value))
    cell.data_type = "s"
    return cell


def _harmless(value: str | int | date) -> str | int | date:
    """A text that a spreadsheet would run as a formula, with a sign before it that makes
    it a text; CSV knows no other way.
    """
    is_formula = isinstance(value, str) and value.startswith(_FORMULA)
    return f"'{value}" if is_formula else value


def _xlsx(rows: list[Row]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_written(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()
