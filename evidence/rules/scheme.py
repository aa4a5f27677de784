"""What is a place judged by? A scheme, read from the text it was published from.

Focus areas, attributes, time zones and the words of the scale are data with a version:
what assessors ask for changes, and an older application stays as it was.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import jsonschema_rs
from django.utils.translation import gettext as _

from core.bilingual import tongue

_FORM = Path(__file__).parent.parent / "contract" / "scheme.schema.json"
_VALIDATOR = jsonschema_rs.validator_for(
    json.loads(_FORM.read_text("utf-8")), validate_formats=True
)


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


def faults_of_scheme(read: object) -> list[str]:
    """What is missing or wrong, with its place in the text; none: it may be published."""
    faults = [
        _("%(where)s: missing, or not as it should be")
        % {"where": "/".join(str(step) for step in _place(error)) or "/"}
        for error in _VALIDATOR.iter_errors(read)
    ]
    return faults or _faults_beyond_form(cast("Mapping[str, Any]", read))


def _place(error: jsonschema_rs.ValidationError) -> list[str | int]:
    missing = getattr(error.kind, "property", None)
    return [*error.instance_path, *([] if missing is None else [missing])]


def _faults_beyond_form(read: Mapping[str, Any]) -> list[str]:
    attributes = [one for area in read["areas"] for one in area["attributes"]]
    faults = [
        _("Two parts have the same code: %(code)s.") % {"code": code}
        for several in (read["areas"], read["zones"], attributes)
        for code, count in Counter(one["code"] for one in several).items()
        if count > 1
    ]
    scores = [one["score"] for one in read["scale"]]
    if scores != list(range(1, len(scores) + 1)):
        faults.append(_("The scale goes from 1 upwards, with words for every step."))
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
