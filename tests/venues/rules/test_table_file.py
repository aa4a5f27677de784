import io
import zipfile

import openpyxl
import pytest

from core.errors import Invalid
from venues.rules.table_file import read_table

TEXT = 'Namn;Ort\r\n"Påhittade; Krogen";Östersund\r\n\r\n;\r\nFå rad;Å\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_csv_is_read_however_it_was_saved(encoding: str, line_end: str) -> None:
    table = read_table(TEXT.replace("\r\n", line_end).encode(encoding))

    assert table.columns == ("Namn", "Ort")
    assert table.rows == (
        (2, {"Namn": "Påhittade; Krogen", "Ort": "Östersund"}),
        (5, {"Namn": "Få rad", "Ort": "Å"}),
    )


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    table = read_table(f"A{delimiter}B\n1{delimiter}2\n".encode())

    assert table.rows == ((2, {"A": "1", "B": "2"}),)


def test_short_rows_have_empty_cells() -> None:
    assert read_table(b"A;B;C\n1\n").rows == ((2, {"A": "1", "B": "", "C": ""}),)


def test_a_workbook_gives_the_same_table() -> None:
    book = openpyxl.Workbook()
    for row in (("Namn", "Nummer"), ("Åkes", 23800001), (None, None), ("=1+1", 2.5)):
        book.active.append(row)  # type: ignore[union-attr]
    file = io.BytesIO()
    book.save(file)

    table = read_table(file.getvalue())

    assert table.rows[0] == (2, {"Namn": "Åkes", "Nummer": "23800001"})
    assert table.rows[1][0] == 4


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(5):
            archive.writestr(f"{part}.xml", b"\x00" * 100_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\r\n\r\n",
        b"PK\x03\x04 not a zip",
        b"a\x00b",
        b"A;A\n1;2\n",
        b'A;B\n"' + b"x" * 200_000 + b"\n",
    ],
)
def test_what_is_no_table_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        read_table(content)
    assert len(str(refusal.value.sentence)) > 10


def test_a_workbook_that_unpacks_to_half_a_gigabyte_is_never_unpacked() -> None:
    with pytest.raises(Invalid, match="packas upp"):
        read_table(bomb())
