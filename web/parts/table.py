"""A table as data: one definition gives the page, its cards on a phone, and the export."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise

from web.parts.mark import Mark

Text = str | int | date | Promise | None


@dataclass(frozen=True, slots=True)
class Column:
    """`sort` is the word in the address that orders by this column; none: it cannot."""

    label: str | Promise
    sort: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a field: a text, perhaps a link, perhaps marks beside it."""

    text: Text = None
    href: str = ""
    marks: Sequence[Mark] = ()
    note: str | Promise = ""

    @property
    def is_empty(self) -> bool:
        return self.text in {None, ""} and not self.marks

    @property
    def is_date(self) -> bool:
        return isinstance(self.text, date)

    @property
    def shown(self) -> str:
        """The text as it stands on the page: dates as Swedes write them."""
        if isinstance(self.text, date):
            return self.text.isoformat()
        return "" if self.text is None else str(self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells in the order of the columns. `sort` is what the address asked for;
    with a minus sign before it the order is turned round.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    caption: str | Promise = ""
    sort: str = ""

    @property
    def heads(self) -> list[tuple[Column, str, str]]:
        """Each column with its `aria-sort` and the word that its link asks for."""
        return [
            (
                column,
                _ARIA.get(self.sort.removesuffix(column.sort), "none")
                if column.sort and self.sort.removeprefix("-") == column.sort
                else "none",
                f"-{column.sort}" if self.sort == column.sort else column.sort,
            )
            for column in self.columns
        ]

    @property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """The rows with the column beside each cell, as the cards of a phone need it."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


_ARIA: Mapping[str, str] = {"": "ascending", "-": "descending"}


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number with its denominator: how many of how many, and what it counts."""

    label: str | Promise
    value: str | int | None
    of: str | int | None = None
    href: str = ""
    note: str | Promise = ""
    mark: Mark | None = field(default=None)

    @property
    def is_words(self) -> bool:
        """Whether the value is a name rather than a number."""
        return isinstance(self.value, str) and not any(map(str.isdigit, self.value))
