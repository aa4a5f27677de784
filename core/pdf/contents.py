"""A table of contents, and the outline that a reader shows beside the pages."""

from collections.abc import Callable, Iterator

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable

from core.pdf.sheet import SECTION, SUBSECTION, table
from core.pdf.tags import TaggedParagraph, TaggedTable
from core.pdf.typeface import printable, text

_ROOM = 90 * mm
_STYLES = {2: SECTION, 3: SUBSECTION}


class Contents:
    """The headings of a document, and the pages they came to stand on.

    A story is laid out twice: the pages of the first time are printed the second. Make
    the headings, then ask for the table: `begin` before each time.
    """

    def __init__(self) -> None:
        self._titles: list[tuple[int, str]] = []
        self._pages: dict[int, int] = {}

    def begin(self) -> None:
        """Forget the headings, and keep the pages."""
        self._titles = []

    def heading(self, value: object, level: int = 2) -> Flowable:
        """A heading of level 2 or 3 that the table names."""
        number = len(self._titles)
        self._titles.append((level, str(value)))

        def drawn(page: int) -> None:
            self._pages[number] = page

        return _Listed(str(value), level, f"part-{number}", drawn)

    def chapter(self, value: object) -> Iterator[Flowable]:
        """A heading of level 2 with room below it, else on the next page."""
        yield CondPageBreak(_ROOM)
        yield self.heading(value)

    def table(self, deepest: int = 3) -> TaggedTable:
        """Title and page of every heading down to the level."""
        return table(
            [
                ("\u00a0" * 4 * (level - 2) + title, self._pages.get(number, 0))
                for number, (level, title) in enumerate(self._titles)
                if level <= deepest
            ],
            (0.9, 0.1),
            has_header=False,
            is_named=False,
            numbers={1},
        )


class _Listed(TaggedParagraph):
    def __init__(
        self, value: str, level: int, key: str, drawn: Callable[[int], None]
    ) -> None:
        super().__init__(
            text(value),
            _STYLES[level],
            tag=f"H{level}",
        )
        self.value, self.level, self.key, self.drawn = value, level, key, drawn

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        # A heading is short: it goes to the next page whole, with its place.
        del available_width, available_height
        return []

    def draw(self) -> None:
        self.drawn(self.canv.getPageNumber())
        self.canv.bookmarkPage(
            self.key, fit="XYZ", top=self.canv.absolutePosition(0, self.height)[1]
        )
        self.canv.addOutlineEntry(printable(self.value), self.key, self.level - 2, 1)
        super().draw()
