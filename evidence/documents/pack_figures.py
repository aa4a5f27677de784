"""The figures one by one: value, parts, course, and what must be said beside them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, KeepTogether, Spacer

from core.chart import BarChart, bar_chart
from core.pdf.bars import Bars
from core.pdf.contents import Contents
from core.pdf.sheet import REMARK, SMALL, paragraph
from core.pdf.sheet import table as grid
from core.pdf.tags import TaggedFigure
from evidence.documents.figure_words import beside, said, whole
from evidence.indicators.words import value_words
from evidence.rules.pack import Baseline, Inputs, Numbers, Step, Told


def figures(inputs: Inputs, contents: Contents) -> Iterator[Flowable]:
    """Each with its chart, and the same as a table."""
    yield from contents.chapter(_("The figures one by one"))
    for one in inputs["figures"]:
        yield from _figure(one, contents)


def _figure(one: Told, contents: Contents) -> Iterator[Flowable]:
    value, interval, counts = said(one["shown"], whole(one)["numbers"])
    line = _("%(period)s: %(value)s") % {"period": one["period"], "value": value}
    if interval:
        line += " " + _("(interval at 95 per cent: %(interval)s)") % {
            "interval": interval
        }
    if counts:
        line += ", " + _("counted %(counts)s") % {"counts": counts}
    head: list[Flowable] = [
        contents.heading(f"{one['code']} {one['name']}", 3),
        paragraph(f"{line}."),
    ]
    if baseline := one.get("baseline"):
        head.append(paragraph(_against(one, baseline), SMALL))
    notes = beside(one)
    if notes:
        head.append(paragraph("; ".join(notes).capitalize() + ".", SMALL))
    steps = _since_the_first(one["series"])
    chart = _chart(one, steps)
    if len(chart.bars) > 1 and any(bar.value for bar in chart.bars):
        head.append(TaggedFigure(Bars(chart), _alternative(one, chart)))
    yield KeepTogether(head)
    if steps:
        yield _table(
            _("Period"), one["shown"],
            [(step["period"], step["numbers"]) for step in steps],
        )  # fmt: skip
    if len(one["parts"]) > 1 and steps:
        yield Spacer(0, 6)
        yield _table(
            _("Which part"), one["shown"],
            [(part["name"], part["numbers"]) for part in one["parts"] if part["code"]],
        )  # fmt: skip
    if one["caution"]:
        yield paragraph(one["caution"], REMARK)


def _against(one: Told, baseline: Baseline) -> str:
    told = _("Baseline, %(of)s: %(value)s (%(source)s); since then %(change)s.") % {
        "of": baseline["of"],
        "value": value_words(one["shown"], baseline["value"]),
        "source": baseline["source"],
        "change": baseline["change"],
    }
    why = baseline["why"] and _("It counts because: %(why)s") % {"why": baseline["why"]}
    return " ".join(part for part in (told, why, baseline["caveat"]) if part)


def _since_the_first(steps: Sequence[Step]) -> Sequence[Step]:
    """Without the periods before there was anything to count."""
    for number, step in enumerate(steps):
        if step["numbers"]["counted"] or step["numbers"]["among"]:
            return steps[number:]
    return ()


def _chart(one: Told, steps: Sequence[Step]) -> BarChart:
    return bar_chart(
        one["name"],
        _("over time"),
        [
            (step["period"], step["numbers"]["value"])
            for step in steps
            if step["numbers"]["value"] is not None
        ],
        shown=lambda value: value_words(one["shown"], value),
    )


def _alternative(one: Told, chart: BarChart) -> str:
    told = "; ".join(f"{bar.label}: {bar.shown}" for bar in chart.bars)
    return _("%(name)s over time. %(told)s.") % {"name": one["name"], "told": told}


def _table(first: str, shown: str, rows: Sequence[tuple[str, Numbers]]) -> Flowable:
    return grid(
        [
            (first, _("Value"), _("Interval (95 per cent)"), _("Counted")),
            *((name, *said(shown, numbers)) for name, numbers in rows),
        ],
        (0.4, 0.2, 0.22, 0.18),
        numbers={1, 2, 3},
    )
