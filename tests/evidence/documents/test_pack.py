import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from evidence.documents.pack import WORKBOOK
from evidence.rules.edition import public
from tests.evidence.inputs import inputs, packed, piece

ROOT = Path(__file__).parents[3]
MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "Europe/Stockholm", "LC_ALL": "C", "LANGUAGE": "sv"},
    {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "LANGUAGE": "en"},
)


@pytest.mark.parametrize("edition", ["assessor", "public"])
def test_the_same_inputs_give_the_same_bytes_in_two_clean_environments(
    edition: str, tmp_path: Path
) -> None:
    frozen = inputs() if edition == "assessor" else public(inputs())
    (tmp_path / "inputs.json").write_text(json.dumps(frozen), "utf-8")
    made = []
    for number, machine in enumerate(MACHINES):
        to = tmp_path / f"{number}.zip"
        subprocess.run(
            [sys.executable, "-m", "tests.evidence.build_pack", tmp_path / "inputs.json", to],
            check=True, cwd=ROOT,
            env=os.environ
            | {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": str(tmp_path / str(number))}
            | machine,
        )  # fmt: skip
        made.append(to.read_bytes())
    assert made[0] == made[1]
    assert made[0] == packed(frozen)


def test_other_inputs_give_other_bytes() -> None:
    assert packed(inputs()) != packed(inputs(title="Ansökan 2028"))


def test_the_workbook_holds_every_figure_and_no_formula() -> None:
    frozen = inputs(pieces=[piece('=HYPERLINK("x")')])
    with ZipFile(BytesIO(packed(frozen))) as archive:
        book = load_workbook(BytesIO(archive.read(WORKBOOK)))
    rows = list(book["Nyckeltal"].iter_rows(values_only=True))
    assert ("KI7", "50,0 %", 0.5) in {(row[0], row[4], row[5]) for row in rows}
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert '=HYPERLINK("x")' in {cell.value for cell in cells}
