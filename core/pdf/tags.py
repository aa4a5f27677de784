"""Marking what a document is made of, so that a screen reader can read it.

Open-source ReportLab writes no structure. Each flowable here marks its content while it
is drawn; afterwards pikepdf adds the tree that gathers the marks: headings, paragraphs,
tables with rows and header cells, figures with their words. Page furniture is an artifact.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import count, groupby
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table

_TABLES = count(1)


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of marked content: its tag, where it lies, and what it belongs to."""

    tag: str
    page: int
    mcid: int
    alternative: str
    group: tuple[int, int] | None


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that counts marks page by page and remembers them.

    `is_counting`: this pass only counts the pages, and pictures may be left out.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_counting = False
        self.marks: list[Mark] = []
        self._next_mcid = 0

    def showPage(self) -> None:  # noqa: N802 — ReportLab's name
        super().showPage()
        self._next_mcid = 0

    @contextmanager
    def marked(
        self, tag: str, alternative: str = "", group: tuple[int, int] | None = None
    ) -> Iterator[None]:
        """Mark what is drawn inside as `tag`."""
        mcid, self._next_mcid = self._next_mcid, self._next_mcid + 1
        self.marks.append(Mark(tag, self.getPageNumber() - 1, mcid, alternative, group))
        self._code.append(f"/{tag} <</MCID {mcid}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """Mark what is drawn inside as no part of the content."""
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")


class TaggedParagraph(Paragraph):  # type: ignore[misc]
    """A paragraph that is a P, a heading or a table cell; its parts stay what it is."""

    def __init__(
        self, markup: str | None, style: Any = None, *, tag: str = "P", **options: Any
    ) -> None:
        super().__init__(markup, style, **options)
        self.tag = tag
        self.group: tuple[int, int] | None = None

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        parts: list[Flowable] = super().split(available_width, available_height)
        for part in parts:
            part.tag, part.group = self.tag, self.group
        return parts

    def draw(self) -> None:
        with self.canv.marked(self.tag, group=self.group):
            super().draw()


class TaggedTable(Table):  # type: ignore[misc]
    """A table whose cells are tagged paragraphs; the first row may be its header."""

    def __init__(self, rows: list[list[TaggedParagraph]], **options: Any) -> None:
        super().__init__(rows, **options)
        table = next(_TABLES)
        for number, row in enumerate(rows):
            for cell in row:
                # A row that was split over pages has its cells' parts in tuples.
                for part in cell if isinstance(cell, (tuple, list)) else (cell,):
                    part.tag = "TH" if number < options.get("repeatRows", 0) else "TD"
                    # A table that goes on over a page stays one, with the rows it had.
                    part.group = part.group or (table, number)

    def _drawBkgrnd(self) -> None:  # noqa: N802 — ReportLab's name
        with self.canv.furniture():
            super()._drawBkgrnd()

    def _drawLines(self) -> None:  # noqa: N802 — ReportLab's name
        with self.canv.furniture():
            super()._drawLines()


class TaggedFigure(Flowable):  # type: ignore[misc]
    """A drawing or picture with the words that stand for it."""

    def __init__(self, inner: Flowable, alternative: str) -> None:
        super().__init__()
        self.inner, self.alternative = inner, alternative

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        size: tuple[float, float] = self.inner.wrapOn(self.canv, width, height)
        return size

    def draw(self) -> None:
        with self.canv.marked("Figure", self.alternative):
            self.inner.drawOn(self.canv, 0, 0)


def with_structure(
    content: bytes, marks: list[Mark], *, title: str, language: str
) -> bytes:
    """The same PDF with its structure tree, title and language; the same bytes always."""
    with pikepdf.open(BytesIO(content)) as pdf:
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=tree)
        )
        parents: list[list[Any]] = [[] for _ in pdf.pages]
        document.K = Array(_elements(pdf, marks, document, parents))
        tree.K = document
        tree.ParentTree = pdf.make_indirect(
            Dictionary(
                Nums=Array(
                    [
                        part
                        for page, row in enumerate(parents)
                        for part in (page, pdf.make_indirect(Array(row)))
                    ]
                )
            )
        )
        for number, page in enumerate(pdf.pages):
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
        pdf.Root.StructTreeRoot = tree
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = String(language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.docinfo["/Title"] = title
        file = BytesIO()
        pdf.save(file, deterministic_id=True)
    return file.getvalue()


def _elements(
    pdf: pikepdf.Pdf, marks: list[Mark], document: Any, parents: list[list[Any]]
) -> Iterator[Any]:
    """The children of the document: plain marks as they come, tables gathered by row."""
    for table, run in groupby(marks, key=lambda mark: mark.group and mark.group[0]):
        if table is None:
            for mark in run:
                yield _element(pdf, mark, document, parents)
            continue
        whole = _branch(pdf, Name.Table, document)
        for _, cells in groupby(run, key=lambda mark: mark.group):
            row = _branch(pdf, Name.TR, whole)
            for cell in cells:
                row.K.append(_element(pdf, cell, row, parents))
            whole.K.append(row)
        yield whole


def _branch(pdf: pikepdf.Pdf, kind: Name, parent: Any) -> Any:
    return pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=kind, P=parent, K=Array([]))
    )


def _element(
    pdf: pikepdf.Pdf, mark: Mark, parent: Any, parents: list[list[Any]]
) -> Any:
    element = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name("/" + mark.tag),
            P=parent,
            Pg=pdf.pages[mark.page].obj,
            K=mark.mcid,
        )
    )
    if mark.alternative:
        element.Alt = String(mark.alternative)
    if mark.tag == "TH":
        element.A = Dictionary(O=Name.Table, Scope=Name.Column)
    row = parents[mark.page]
    while len(row) <= mark.mcid:
        row.append(None)
    row[mark.mcid] = element
    return element
