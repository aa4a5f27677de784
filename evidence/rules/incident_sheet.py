"""Does a sheet of incidents agree with itself?

Lines in groups, so many periods in a row, each all and alcohol-related. What was published
is kept as it is, and what does not agree is said: a total that is not the sum of its parts,
a change from nothing given in per cent, more with alcohol than in all (domain note
purple-flag-and-safety 1.6 and 7, Cheltenham's KPI 1). Which lines there are is data.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from core.bilingual import tongue
from core.errors import Invalid
from evidence.rules.change import Change, ChangeKind, change

_TOLERANCE = 0.1
"""Percentage points: sheets cut decimals off instead of rounding."""
_ALL = re.compile(r"(.+?)[ ,:]+(?:all|alla|samtliga)", re.IGNORECASE)
_ALCOHOL = re.compile(r"(.+?)[ ,:]+(?:alcohol|alkohol)\S*", re.IGNORECASE)
_TREND = re.compile(r"trend.*|förändring.*", re.IGNORECASE)
_COUNT = re.compile(r"[0-9]{1,9}", re.ASCII)
_PER_CENT = re.compile(r"[+-]?[0-9]{1,6}(?:\.[0-9]{1,6})?", re.ASCII)
_NOTHING = {"", "-", "–", ".", "XX", "="}


class Doubt(StrEnum):
    """What does not agree."""

    TOTAL = "total"
    ALCOHOL = "alcohol"
    TREND = "trend"
    FROM_NOTHING = "from_nothing"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the template; `of` is the code of the line that it is a part of."""

    code: str
    of: str
    name_sv: str
    name_en: str

    @property
    def name(self) -> str:
        """The name in the language that is active."""
        return self.name_en if tongue() == "en" else self.name_sv


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of sheet."""

    code: str
    name: Mapping[str, str]
    about: Mapping[str, str]
    periods: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """Incidents of a line in a period; None where nothing was published."""

    all: int | None
    alcohol: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was published: counts by line and period, and the change it gives for the last
    period, in per cent, where it gives one.
    """

    periods: tuple[str, ...]
    counts: Mapping[str, tuple[Count, ...]]
    trends: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that does not agree: what the sheet says, and what we reckon."""

    doubt: Doubt
    line: str
    period: str
    said: float | None
    reckoned: float | None
    of_alcohol: bool = False


def template_of(read: Mapping[str, Any]) -> Template:
    """The template of a text under `evidence/sheets`."""
    return Template(
        read["code"], read["name"], read["about"], read["periods"],
        tuple(
            Line(one["code"], one["of"], one["name"]["sv"], one["name"]["en"])
            for one in read["lines"]
        ),
    )  # fmt: skip


def read_sheet(
    template: Template,
    columns: Sequence[str],
    rows: Sequence[tuple[int, Mapping[str, str]]],
) -> Sheet:
    """The sheet in a table whose first column names the lines. `Invalid` with what to
    change when it is no such sheet; nothing is guessed.
    """
    periods = _periods(template, columns)
    trend = next((one for one in columns[1:] if _TREND.fullmatch(one)), None)
    names = {
        name.casefold(): one.code
        for one in template.lines
        for name in (one.code, one.name_sv, one.name_en)
    }
    counts: dict[str, tuple[Count, ...]] = {}
    trends: dict[str, float | None] = {}
    for number, cells in rows:
        said = cells[columns[0]]
        code = names.get(said.casefold())
        if code is None or code in counts:
            raise Invalid(
                _("Row %(row)s: “%(name)s” is no line of this sheet, or comes twice.")
                % {"row": number, "name": said[:60]}
            )
        counts[code] = tuple(
            Count(_count(cells[whole], number), _count(cells[alcohol], number))
            for whole, alcohol in periods.values()
        )
        trends[code] = None if trend is None else _per_cent(cells[trend], number)
    missing = [one.name for one in template.lines if one.code not in counts]
    if missing:
        raise Invalid(
            _("These lines are missing: %(lines)s.") % {"lines": ", ".join(missing)}
        )
    return Sheet(tuple(periods), counts, trends)


def _periods(template: Template, columns: Sequence[str]) -> dict[str, tuple[str, str]]:
    whole = {m[1]: one for one in columns[1:] if (m := _ALL.fullmatch(one))}
    alcohol = {m[1]: one for one in columns[1:] if (m := _ALCOHOL.fullmatch(one))}
    if len(whole) != template.periods or set(whole) != set(alcohol):
        raise Invalid(
            _(
                "The sheet has %(count)s periods, each with two columns, such as"
                " “2019/20 all” and “2019/20 alcohol”."
            )
            % {"count": template.periods}
        )
    return {period: (whole[period], alcohol[period]) for period in whole}


def _count(text: str, row: int) -> int | None:
    plain = text.replace("\u00a0", "").replace(" ", "")
    if plain in _NOTHING:
        return None
    if not _COUNT.fullmatch(plain):
        raise Invalid(
            _("Row %(row)s: “%(text)s” is no number of incidents.")
            % {"row": row, "text": text[:40]}
        )
    return int(plain)


def _per_cent(text: str, row: int) -> float | None:
    plain = text.replace("\u00a0", "").replace(" ", "").replace("−", "-")
    plain = plain.replace(",", ".").removesuffix("%")
    if plain in _NOTHING:
        return 0.0 if plain == "=" else None
    if not _PER_CENT.fullmatch(plain):
        raise Invalid(
            _("Row %(row)s: “%(text)s” is no change in per cent.")
            % {"row": row, "text": text[:40]}
        )
    return float(plain)


def trend_of(counts: Sequence[Count]) -> Change:
    """The change from the last period but one to the last; from nothing it is new."""
    return change(counts[-2].all, counts[-1].all, is_share=False)


def remarks(template: Template, sheet: Sheet) -> list[Remark]:
    """Everything that does not agree, in the order of the lines."""
    return [
        found
        for line in template.lines
        for found in (*_sums(template, sheet, line), *_line(sheet, line))
    ]


def _sums(template: Template, sheet: Sheet, line: Line) -> Iterator[Remark]:
    parts = [one.code for one in template.lines if one.of == line.code]
    if not parts:
        return
    for place, period in enumerate(sheet.periods):
        for of_alcohol in (False, True):
            said = _number(sheet.counts[line.code][place], of_alcohol=of_alcohol)
            each = [
                _number(sheet.counts[one][place], of_alcohol=of_alcohol)
                for one in parts
            ]
            known = [one for one in each if one is not None]
            # A part that was not published leaves nothing to hold the total against.
            if said is not None and len(known) == len(each) and sum(known) != said:
                yield Remark(
                    Doubt.TOTAL, line.code, period, said, sum(known), of_alcohol
                )


def _number(count: Count, *, of_alcohol: bool) -> int | None:
    return count.alcohol if of_alcohol else count.all


def _line(sheet: Sheet, line: Line) -> Iterator[Remark]:
    counts = sheet.counts[line.code]
    for period, one in zip(sheet.periods, counts, strict=True):
        if one.all is not None and one.alcohol is not None and one.alcohol > one.all:
            yield Remark(Doubt.ALCOHOL, line.code, period, one.alcohol, one.all)
    said, found = sheet.trends[line.code], trend_of(counts)
    if said is None:
        return
    last = sheet.periods[-1]
    if found.kind is ChangeKind.NEW:
        yield Remark(Doubt.FROM_NOTHING, line.code, last, said, None)
    elif found.by is None or abs(found.by - said) > _TOLERANCE:
        yield Remark(Doubt.TREND, line.code, last, said, found.by)
