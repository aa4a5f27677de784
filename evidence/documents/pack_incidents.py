"""The sheet of incidents that was taken in: as published, and what does not agree in it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from reportlab.platypus import Flowable

from core.pdf.contents import Contents
from core.pdf.sheet import OPENING, SMALL, paragraph
from core.pdf.sheet import table as grid
from evidence.rules.pack import IncidentLine, Incidents


def incidents(sheet: Incidents | None, contents: Contents) -> Iterator[Flowable]:
    """Nothing where no sheet was taken in."""
    if sheet is None:
        return
    yield from contents.chapter(_("Incidents in the area"))
    yield paragraph(
        _("%(title)s, %(kind)s. Source: %(source)s. Each cell: all / alcohol-related.")
        % {"title": sheet["title"], "kind": sheet["kind"], "source": sheet["source"]},
        OPENING,
    )
    rows: list[tuple[object, ...]] = [
        (
            _("Line"), *sheet["periods"], _("Alcohol-related share"),
            _("Change, published"), _("Change, reckoned"),
        ),
        *(_line(one) for one in sheet["lines"]),
    ]  # fmt: skip
    each = 0.36 / len(sheet["periods"])
    yield grid(
        rows, (0.26, *(each for _period in sheet["periods"]), 0.12, 0.13, 0.13),
        numbers=set(range(1, len(sheet["periods"]) + 4)),
    )  # fmt: skip
    if sheet["remarks"]:
        yield paragraph(
            _("The sheet is shown as it was published. In it these do not agree:"),
            SMALL,
        )
        for one in sheet["remarks"]:
            yield paragraph(one, SMALL)


def _line(one: IncidentLine) -> tuple[object, ...]:
    return (
        one["name"],
        *(" / ".join(map(_number, pair)) for pair in one["counts"]),
        one["share"], one["published"], one["reckoned"],
    )  # fmt: skip


def _number(count: int | None) -> str:
    return "–" if count is None else str(count)
