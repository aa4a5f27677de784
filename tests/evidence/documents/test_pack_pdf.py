import re
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
import pikepdf
import pytest

from core.pdf.photo import shrunk
from evidence.documents.pack_pdf import pack_pdf
from evidence.rules.edition import public
from evidence.rules.pack import Inputs
from tests.evidence.inputs import FILES, inputs, numbers, piece, told


def printed(of: Inputs) -> bytes:
    with TemporaryDirectory() as name:
        for ending in ("jpeg", "jpg"):
            preview = Path(name) / f"001-01.{ending}"
            preview.write_bytes(shrunk(BytesIO(FILES["f1"])))
        return pack_pdf(of, Path(name))


def words(content: bytes) -> str:
    with pdfplumber.open(BytesIO(content)) as pdf:
        return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def test_the_document_tells_score_evidence_figures_gaps_plan_and_definitions() -> None:
    said = words(printed(inputs()))
    for one in (
        "Ansökan 2027", "Provköping", "Poäng (vi själva, 2026-11-01): 4 av 5",
        "Planen följs", "Belysning", "Skrivet av Frida Författare",
        "Lucka: inget godkänt underlag som är färskt nog.", "Beställd plan", "2027-04-01",
        "KI7 Nyckeltal KI7", "50,0 %", "+10,0 procentenheter", "KW1 Vandringar",
        "Läs försiktigt.", "Provområdet", "Utgångsvärde, 2020: 40,0 % (årsrapport, prov)",
        "Tom stad.", "Rån 27 / 11 25 / 10 23 / 10", "1298 / 298", "delarna blir 1248",
        "Ansökan inlämnad Ove Ägare 2027-04-12",
    ):  # fmt: skip
        assert one in said, one


def test_the_public_edition_says_no_name_no_plan_and_no_small_cell() -> None:
    said = words(printed(public(inputs())))
    assert "Detta är den offentliga utgåvan" in said
    assert "Handlingsplan" not in said
    assert "färre än fem" in said
    for gone in (
        "Frida",
        "Gustav",
        "Ove",
        "Sixten",
        "Nils",
        "Kajsa",
        "Hemlig",
        "Krogen",
        "Rån",
        "1248",
    ):
        assert gone not in said, gone


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_contents_name_the_pages_on_which_the_chapters_stand(language: str) -> None:
    many = [piece(f"Bevis {number}", text="Ett ord. " * 60) for number in range(40)]
    content = printed(inputs(pieces=many, language=language))
    with pdfplumber.open(BytesIO(content)) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    listed = dict(
        re.findall(
            r"^\s*(Tillgänglighet|Movement|Policy|Definitioner|Definitions) (\d+)$",
            pages[1],
            re.MULTILINE,
        )
    )
    assert len(listed) == 3
    for title, page in listed.items():
        assert title in pages[int(page) - 1]


def test_the_document_is_tagged_and_names_its_language() -> None:
    with pikepdf.open(BytesIO(printed(inputs(language="en")))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        tags = {str(one.S) for one in pdf.Root.StructTreeRoot.K.K}
        assert {"/H1", "/H2", "/H3", "/P", "/Table", "/Figure"} <= tags
        alternatives = [
            str(one.Alt) for one in pdf.Root.StructTreeRoot.K.K if "/Alt" in one
        ]
        assert any("Nyckeltal KI7" in one for one in alternatives)
        assert any("Provområdet" in one for one in alternatives)
        assert len(pdf.open_outline().root) > 5


@pytest.mark.parametrize(
    "text",
    ["Vittne <Bosse> sa nej", "&copy; <b>ej", "x <y z", "</para>", "<img src='/etc/passwd'>",
     "\u202eomvänd", "a\x00b", "🍺"],
)  # fmt: skip
def test_whatever_is_written_prints_as_it_stands(text: str) -> None:
    of = inputs(title=f"Titel {text}"[:120], pieces=[piece(text, text=text)])
    said = words(printed(of))
    plain = re.sub(r"[^\x20-\x7eåäöÅÄÖ]", "", text)
    for word in plain.split():
        assert word in said


def test_a_figure_that_never_was_has_no_chart_and_says_so() -> None:
    empty = told("KI1", {"": numbers(0, 0)}, series=[
        {"period": "andra halvåret 2026", "numbers": numbers(0, 0)}
    ])  # fmt: skip
    said = words(printed(inputs(figures=[empty])))
    assert "andra halvåret 2026: –" in said


def test_a_table_over_two_pages_is_one_table_and_two_tables_are_two() -> None:
    many = [piece(f"Bevis {number}", state="wanted") for number in range(60)]
    with pikepdf.open(BytesIO(printed(inputs(pieces=many)))) as pdf:
        tables = [one for one in pdf.Root.StructTreeRoot.K.K if str(one.S) == "/Table"]
    sizes = [len(one.K) for one in tables]
    assert max(sizes) >= 61  # the plan: sixty pieces and its header, on two pages
    few = printed(inputs(pieces=[]))
    with pikepdf.open(BytesIO(few)) as pdf:
        again = [one for one in pdf.Root.StructTreeRoot.K.K if str(one.S) == "/Table"]
    assert len(tables) - len(again) in {0, 1}  # no other table was torn or joined


def test_evidence_of_a_later_day_than_the_figures_counts() -> None:
    later = piece("Nytt avtal", dated_on="2027-02-20")
    said = words(printed(inputs(pieces=[later])))
    assert "Nytt avtal" in said
    assert "för gamla" not in said


def test_a_long_title_leaves_the_edition_readable() -> None:
    of = inputs(title="Mycket lång titel " * 7)
    with pdfplumber.open(BytesIO(printed(of))) as pdf:
        top = pdf.pages[1].crop((0, 0, pdf.pages[1].width, 45)).extract_text()
    assert top.endswith("Bedömarna")
    assert "…" in top
