"""What a page shows, as a file: CSV that Excel opens rightly, or XLSX."""

import csv
from datetime import date
from io import BytesIO, StringIO

from django.http import HttpResponse
from openpyxl import Workbook

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
    joined = " – ".join(part for part in (text, marks) if part)
    # A cell must never run as a formula in the program that opens it.
    return f"'{joined}" if joined.startswith(_FORMULA) else joined


def _csv(rows: list[Row]) -> bytes:
    file = StringIO()
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def _xlsx(rows: list[Row]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()
