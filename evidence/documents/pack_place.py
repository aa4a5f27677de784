"""The place in figures, and where it is."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from reportlab.platypus import Flowable

from core.pdf.contents import Contents
from core.pdf.sheet import OPENING, SMALL, paragraph
from core.pdf.sheet import table as grid
from core.pdf.tags import TaggedFigure
from evidence.documents.area_map import SHAPES, AreaMap
from evidence.documents.figure_words import change_said, said, whole
from evidence.rules.pack import Inputs, Venue

_SIGNS = {"circle": "●", "square": "■", "triangle": "▲"}


def place_in_figures(inputs: Inputs, contents: Contents) -> Iterator[Flowable]:
    """Every figure on one table, then the map of the area."""
    yield from contents.chapter(_("The place in figures"))
    yield paragraph(
        _(
            "Each figure is explained with its definition, its interval and its course"
            " under “The figures one by one”. Visits seek out venues at risk: what they find"
            " is not how things are in town."
        ),
        OPENING,
    )
    rows: list[tuple[object, ...]] = [
        (_("Indicator"), _("Value"), _("Interval (95 per cent)"), _("Counted"),
         _("Since the period before")),
    ]  # fmt: skip
    rows += [
        (
            f"{one['code']} {one['name']}",
            *said(one["shown"], whole(one)["numbers"]),
            change_said(one),
        )
        for one in inputs["figures"]
    ]
    yield grid(rows, (0.4, 0.12, 0.16, 0.13, 0.19), numbers={1, 2, 3})
    yield from _map(inputs, contents)


def _map(inputs: Inputs, contents: Contents) -> Iterator[Flowable]:
    yield from contents.chapter(_("The area and its venues"))
    area, venues = inputs["area"], inputs["venues"]
    if area is None:
        yield paragraph(_("No area was drawn for the pack’s last day."))
    else:
        drawn = AreaMap(area, venues)
        inside = sum(one["is_inside"] is True for one in venues)
        alternative = _(
            "The outline of %(area)s with %(inside)s of %(all)s licensed venues inside it."
            " The table below tells their kinds."
        ) % {"area": area["name"], "inside": inside, "all": len(venues)}
        yield TaggedFigure(drawn, alternative)
        yield paragraph(
            _(
                "%(area)s, as drawn since %(day)s. %(drawn)s of %(all)s licensed venues are"
                " near enough to be on the map."
            )
            % {
                "area": area["name"],
                "day": area["valid_from"],
                "drawn": drawn.drawn,
                "all": len(venues),
            },
            SMALL,
        )
        yield grid(list(_kinds(venues)), (0.46, 0.18, 0.18, 0.18), numbers={1, 2, 3})


def _kinds(venues: list[Venue]) -> Iterator[tuple[object, ...]]:
    yield (
        _("Kind of venue"), _("inside"), _("outside"), _("place not known"),
    )  # fmt: skip
    names = {one["kind"]: one["kind_name"] for one in venues}
    counts = Counter((one["kind"], one["is_inside"]) for one in venues)
    for kind in sorted(names):
        sign = _SIGNS[SHAPES.get(kind, "circle")]
        yield (
            f"{sign} {names[kind]}", counts[kind, True], counts[kind, False],
            counts[kind, None],
        )  # fmt: skip
