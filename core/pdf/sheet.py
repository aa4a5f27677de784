"""The paper: A4 with a header, “page x of y”, and the few styles that documents use."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from core.pdf.tags import TaggedCanvas, TaggedParagraph, TaggedTable, with_structure
from core.pdf.typeface import BOLD, ITALIC, REGULAR, printable, register, text

INK, QUIET = HexColor("#1d1b26"), HexColor("#5a5668")
LINE, SHADE = HexColor("#c9c5d6"), HexColor("#f3f1f7")
_MARGIN, _GAP = 20 * mm, 6 * mm
WIDTH = A4[0] - 2 * _MARGIN
BODY = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=10, leading=14, textColor=INK, spaceAfter=4
)
SMALL = ParagraphStyle(
    "small", parent=BODY, fontSize=8.5, leading=11.5, textColor=QUIET
)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=9, leading=12, spaceAfter=0)
HEAD = ParagraphStyle("head", parent=CELL, fontName=BOLD)
_TO_THE_RIGHT = {
    one.name: ParagraphStyle(f"{one.name}-number", parent=one, alignment=TA_RIGHT)
    for one in (CELL, HEAD)
}
TITLE = ParagraphStyle(
    "title", parent=BODY, fontName=BOLD, fontSize=20, leading=25, spaceAfter=6
)
SECTION = ParagraphStyle(
    "section",
    parent=BODY,
    fontName=BOLD,
    fontSize=13,
    leading=17,
    spaceBefore=12,
    spaceAfter=4,
    keepWithNext=1,
)
SUBSECTION = ParagraphStyle(
    "subsection", parent=SECTION, fontSize=11, leading=14.5, spaceBefore=9
)
STRONG = ParagraphStyle(
    "strong", parent=BODY, fontName=BOLD, spaceBefore=5, spaceAfter=0, keepWithNext=1
)
OPENING = ParagraphStyle("opening", parent=BODY, keepWithNext=1)
REMARK = ParagraphStyle("remark", parent=BODY, fontName=ITALIC)


def paragraph(
    value: object, style: ParagraphStyle = BODY, tag: str = "P"
) -> TaggedParagraph:
    """A paragraph of plain text; whatever it holds prints as it stands."""
    return TaggedParagraph(text(value), style, tag=tag)


def heading(value: object, level: int = 2) -> TaggedParagraph:
    return paragraph(value, TITLE if level == 1 else SECTION, f"H{level}")


def table(
    rows: Sequence[Sequence[object]],
    widths: Sequence[float],
    *,
    has_header: bool = True,
    is_named: bool = True,
    numbers: Collection[int] = (),
) -> TaggedTable:
    """A table of plain texts; `widths` are shares of the line. Without a header the first
    column names what the second tells, unless nothing `is_named`. `numbers` are the
    columns that stand to the right.
    """
    lead = HEAD if is_named else CELL
    cells = [
        [
            paragraph(
                value,
                _style(
                    HEAD
                    if has_header and number == 0
                    else lead
                    if not has_header and column == 0
                    else CELL,
                    is_number=column in numbers,
                ),
            )
            for column, value in enumerate(row)
        ]
        for number, row in enumerate(rows)
    ]
    made = TaggedTable(
        cells,
        colWidths=[WIDTH * share for share in widths],
        repeatRows=1 if has_header else 0,
        splitInRow=1,  # a cell may be longer than a page
    )
    made.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("FONT", (0, 0), (-1, -1), REGULAR),  # else Helvetica is named, unembedded
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            *([("BACKGROUND", (0, 0), (-1, 0), SHADE)] if has_header else []),
        ]
    )
    return made


def _style(of: ParagraphStyle, *, is_number: bool) -> ParagraphStyle:
    return _TO_THE_RIGHT[of.name] if is_number else of


def _fitted(said: str, room: float) -> str:
    """As much of a line as there is room for."""
    if stringWidth(said, REGULAR, 8.5) <= room:
        return said
    while said and stringWidth(f"{said}…", REGULAR, 8.5) > room:
        said = said[:-1]
    return f"{said.rstrip()}…"


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page, outside the content."""

    left: str
    right: str
    page_of: Callable[[int, int], str]


def print_sheet(
    story: Callable[[], list[Flowable]],
    furniture: Furniture,
    *,
    title: str,
    language: str,
) -> bytes:
    """Lay a story out and print it; `story` makes it anew, for pages are counted first."""
    register()
    _, _, pages = _lay_out(story(), furniture, title, 0)
    content, marks, _ = _lay_out(story(), furniture, title, pages)
    return with_structure(content, marks, title=title, language=language)


def _lay_out(
    story: list[Flowable], furniture: Furniture, title: str, pages: int
) -> tuple[bytes, Any, int]:
    file, made = BytesIO(), []

    def canvas(*args: Any, **options: Any) -> TaggedCanvas:
        options |= {"initialFontName": REGULAR, "invariant": 1}
        made.append(TaggedCanvas(*args, **options))
        made[0].is_counting = pages == 0
        return made[0]

    def on_page(canv: TaggedCanvas, document: BaseDocTemplate) -> None:
        with canv.furniture():
            canv.setFont(REGULAR, 8.5)
            canv.setFillColor(QUIET)
            top, bottom = A4[1] - 12 * mm, 11 * mm
            right = printable(furniture.right)
            room = WIDTH - stringWidth(right, REGULAR, 8.5) - _GAP
            canv.drawString(_MARGIN, top, _fitted(printable(furniture.left), room))
            canv.drawRightString(A4[0] - _MARGIN, top, right)
            canv.drawRightString(
                A4[0] - _MARGIN, bottom, furniture.page_of(document.page, pages)
            )

    document = BaseDocTemplate(
        file,
        pagesize=A4,
        title=title,
        author="Lykta",
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=20 * mm,
        bottomMargin=18 * mm,
    )
    frame = Frame(
        _MARGIN,
        18 * mm,
        WIDTH,
        A4[1] - 38 * mm,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=on_page)])
    document.build(story, canvasmaker=canvas)
    return file.getvalue(), made[0].marks, document.page
