"""The board: how full the scheme is of evidence, where the gaps are, who owes what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.permissions import capabilities_held
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotFound
from evidence.models import Score
from evidence.queries.appraisals import Appraised, appraised, lowest_by_cell
from evidence.queries.items import Board, Line, board, items_visible_to
from evidence.rules.item import OWED
from evidence.rules.scheme import Scheme
from web.asking import page_of, person
from web.evidence.asked import municipality_asked, scheme_asked
from web.evidence.table import item_table
from web.parts.export import exported
from web.parts.mark import Mark, Tone
from web.parts.table import Cell, Column, KeyFigure, Table

GAP = Mark(gettext_lazy("gap"), Tone.CARE)
_COLUMNS = (
    Column(gettext_lazy("Attribute")),
    Column(gettext_lazy("Evidence that counts"), is_number=True),
    Column(gettext_lazy("On its way")),
    Column(gettext_lazy("Our own score")),
    Column(gettext_lazy("The assessors’ score")),
)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of the grid: how many pieces; none is a gap. `lowest`: the lowest score
    of the last appraisal there.
    """

    zone: str
    count: int
    lowest: Appraised | None


@require_GET
def evidence_board(request: HttpRequest) -> HttpResponse:
    """Attributes by focus area, and the grid; or the attributes as a file."""
    there, scheme = municipality_asked(request), scheme_asked(request)
    found = board(there, scheme, clock.today())
    file_form = request.GET.get("export", "")
    if file_form in {"csv", "xlsx"}:
        lines = [line for area in found.lines.values() for line in area]
        return exported(_table(lines, scheme), _("evidence"), file_form)
    full = found.filled
    return render(
        request,
        "evidence/board.html",
        {
            "there": there,
            "scheme": scheme,
            "areas": [
                (area.it, _table(found.lines[area.it.code], scheme))
                for area in scheme.areas
            ],
            "grid": _grid(found, lowest_by_cell(appraised(there, scheme), scheme)),
            "figures": [
                KeyFigure(
                    _("Attributes with fresh evidence"), len(full.attributes),
                    len(list(scheme.attributes())),
                    reverse("figure_detail", args=["KA4"]),
                ),
                KeyFigure(
                    _("Cells of the grid with evidence"), len(full.cells), scheme.cells,
                    reverse("figure_detail", args=["KA5"]),
                ),
                KeyFigure(_("Owed and late"), _late(found)),
            ],
        },
    )  # fmt: skip


def _late(found: Board) -> int:
    return sum(line.late for lines in found.lines.values() for line in lines)


def _grid(
    found: Board, lowest: Mapping[tuple[str, str], Appraised]
) -> list[tuple[str, list[GridCell]]]:
    scheme = found.scheme
    return [
        (
            area.it.name,
            [
                GridCell(
                    zone.name,
                    found.filled.cells.get((area.it.code, zone.code), 0),
                    lowest.get((area.it.code, zone.code)),
                )
                for zone in scheme.zones
            ],
        )
        for area in scheme.areas
    ]


def _table(lines: Sequence[Line], scheme: Scheme) -> Table:
    return Table(
        _COLUMNS,
        [
            (
                Cell(
                    f"{line.attribute.code} {line.attribute.name}",
                    reverse("attribute_detail", args=[line.attribute.code]),
                ),
                Cell(line.counting, marks=() if line.counting else (GAP,)),
                Cell(_on_its_way(line)),
                Cell(_score(line.own, scheme)),
                Cell(_score(line.assessors, scheme)),
            )
            for line in lines
        ],
    )


def _on_its_way(line: Line) -> str:
    said = (
        (line.offered, _("%(count)s waits for approval")),
        (line.owed, _("%(count)s to be written")),
        (line.late, _("%(count)s late")),
        (line.stale, _("%(count)s too old")),
    )
    return ", ".join(words % {"count": count} for count, words in said if count)


def _score(row: Score | None, scheme: Scheme) -> str:
    if row is None:
        return ""
    words = scheme.scale.get(row.score)
    return f"{row.score} {words.name if words else ''}".strip()


@require_GET
def evidence_mine(request: HttpRequest) -> HttpResponse:
    """What the person has written or owes: what is owed first."""
    user = person(request)
    if Capability.KEEP_EVIDENCE not in capabilities_held(user):
        raise NotFound(_("There is no such page, or it is not yours to see."))
    rows = items_visible_to(user)
    mine = rows.filter(owner=user) | rows.filter(author=user)
    page = page_of(request, mine.distinct().order_by("wanted_by", "-made_at", "pk"))
    owed = mine.filter(state__in=OWED, owner=user).distinct().count()
    return render(
        request,
        "evidence/mine.html",
        {"page": page, "table": item_table(list(page), clock.today()), "owed": owed},
    )
