"""What is in this file: a table from CSV or XLSX, however it was saved.

UTF-8 with or without its mark, Windows-1252, any line end; semicolon, comma or tab; blank
rows are passed over, and every row keeps the number that a spreadsheet shows.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from core.errors import Invalid

MAX_ROWS = 200_000
_MAX_UNPACKED = 400 * 1024 * 1024
_MAX_COLUMNS = 300


@dataclass(frozen=True, slots=True)
class Table:
    """Column names as written, and rows as texts with their number in the file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read_table(content: bytes) -> Table:
    """The table in a file; `Invalid` with a sentence when there is none."""
    lines = _xlsx(content) if content[:4] == b"PK\x03\x04" else _csv(content)
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise Invalid(_("The file is empty. Choose a file with a row of column names."))
    if len(filled) > MAX_ROWS:
        raise Invalid(
            _("The file has more than %(count)s rows. Split it.") % {"count": MAX_ROWS}
        )
    columns = tuple(name.strip() for name in filled[0][1])
    doubled = {name for name in columns if name and columns.count(name) > 1}
    if doubled:
        raise Invalid(
            _("Two columns bear the same name: %(name)s. Rename one of them.")
            % {"name": min(doubled)}
        )
    return Table(
        columns,
        tuple(
            (number, dict(zip(columns, [*cells, *[""] * len(columns)], strict=False)))
            for number, cells in filled[1:]
        ),
    )


def _csv(content: bytes) -> list[tuple[int, list[str]]]:
    text = _decode(content)
    if "\x00" in text:
        raise Invalid(_("This is neither a CSV nor an XLSX file."))
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines = []
    try:
        before = 0
        for cells in reader:
            lines.append((before + 1, [cell.strip() for cell in cells[:_MAX_COLUMNS]]))
            before = reader.line_num
    except csv.Error as error:
        raise Invalid(
            _("Row %(row)s cannot be read as CSV. Save the file anew and try again.")
            % {"row": reader.line_num}
        ) from error
    return lines


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _xlsx(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MAX_UNPACKED:
                raise Invalid(
                    _("The workbook unpacks to far more than a register holds.")
                )
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True
        )
        sheet = book.worksheets[0]
        return [
            (number, [_text(cell) for cell in cells[:_MAX_COLUMNS]])
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
            if number <= MAX_ROWS + 1
        ]
    except (
        zipfile.BadZipFile,
        zlib.error,
        ParseError,
        RuntimeError,
        OSError,
        TypeError,
        AttributeError,
        KeyError,
        ValueError,
        IndexError,
        DefusedXmlException,
    ) as error:
        raise Invalid(
            _("The workbook cannot be opened. Save it anew as XLSX.")
        ) from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
