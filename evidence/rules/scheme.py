"""What is a place judged by? A scheme, read from the text it was published from.

Focus areas, attributes, time zones and the words of the scale are data with a version:
what assessors ask for changes, and an older application stays as it was.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.bilingual import tongue

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,19}")
_LONGEST = 200
Fault = str | Promise


@dataclass(frozen=True, slots=True)
class Named:
    """Something of the scheme with its name in both languages."""

    code: str
    name_sv: str
    name_en: str
    about_sv: str = ""
    about_en: str = ""

    @property
    def name(self) -> str:
        """The name in the language that is active."""
        return self.name_en if tongue() == "en" else self.name_sv

    @property
    def about(self) -> str:
        """What it is about, in the language that is active."""
        return self.about_en if tongue() == "en" else self.about_sv


@dataclass(frozen=True, slots=True)
class FocusArea:
    """One row of the grid with its attributes."""

    it: Named
    attributes: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A version of the scheme. `scale` gives the words of each score, lowest first;
    evidence older than `fresh_months` no longer counts.
    """

    it: Named
    areas: tuple[FocusArea, ...]
    zones: tuple[Named, ...]
    scale: Mapping[int, Named]
    fresh_months: int

    def attributes(self) -> Iterator[Named]:
        """Every attribute, in the order of the areas."""
        for area in self.areas:
            yield from area.attributes

    def attribute(self, code: str) -> Named | None:
        """The attribute of that code; None when it has none."""
        return next((one for one in self.attributes() if one.code == code), None)

    def area_of(self, attribute: str) -> FocusArea | None:
        """The focus area that the attribute belongs to."""
        for area in self.areas:
            if any(one.code == attribute for one in area.attributes):
                return area
        return None

    @property
    def cells(self) -> int:
        """How many cells the grid has."""
        return len(self.areas) * len(self.zones)


def faults_of_scheme(read: Mapping[str, Any]) -> list[Fault]:
    """What is missing or wrong; none: it may be published."""
    faults: list[Fault] = []
    parts = [read, *_list(read, "areas"), *_list(read, "zones")]
    attributes = [
        one for area in _list(read, "areas") for one in _list(area, "attributes")
    ]
    for part in [*parts, *attributes]:
        code = part.get("code")
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            faults.append(_("A part has no code of letters, figures and hyphens."))
        if not _has_texts(part.get("name")):
            faults.append(_("A part lacks its name in Swedish or in English."))
    for several in (_list(read, "areas"), _list(read, "zones"), attributes):
        codes = [str(one.get("code")) for one in several]
        if not codes:
            faults.append(_("A scheme has focus areas, attributes and time zones."))
        if len(codes) != len(set(codes)):
            faults.append(_("Two parts have the same code."))
    faults += _faults_of_scale(_list(read, "scale"))
    months = read.get("fresh_months")
    if not isinstance(months, int) or isinstance(months, bool) or not 0 < months <= 120:  # noqa: PLR2004
        faults.append(_("Say for how many months evidence counts, 1 to 120."))
    if not _is_date(read.get("valid_from")):
        faults.append(_("Say from which day the scheme holds, as 2026-01-31."))
    return list(dict.fromkeys(faults))


def _faults_of_scale(scale: Sequence[Mapping[str, Any]]) -> list[Fault]:
    faults: list[Fault] = []
    scores = [one.get("score") for one in scale]
    if scores != list(range(1, len(scores) + 1)) or len(scores) < 2:  # noqa: PLR2004
        faults.append(_("The scale goes from 1 upwards, with words for every step."))
    if not all(_has_texts(one.get("name")) for one in scale):
        faults.append(_("A part lacks its name in Swedish or in English."))
    return faults


def scheme_of(read: Mapping[str, Any]) -> Scheme:
    """The scheme of a text without faults."""
    return Scheme(
        _named(read),
        tuple(
            FocusArea(_named(area), tuple(_named(one) for one in area["attributes"]))
            for area in read["areas"]
        ),
        tuple(_named(one) for one in read["zones"]),
        {
            one["score"]: _named({"code": str(one["score"]), **one})
            for one in read["scale"]
        },
        read["fresh_months"],
    )


def _named(part: Mapping[str, Any]) -> Named:
    about = part.get("about", {})
    return Named(
        part["code"], part["name"]["sv"], part["name"]["en"],
        about.get("sv", ""), about.get("en", ""),
    )  # fmt: skip


def _list(part: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = part.get(name)
    return (
        [one for one in found if isinstance(one, dict)]
        if isinstance(found, list)
        else []
    )


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _has_texts(name: object) -> bool:
    return isinstance(name, dict) and all(
        isinstance(name.get(one), str) and 0 < len(name[one].strip()) <= _LONGEST
        for one in ("sv", "en")
    )
