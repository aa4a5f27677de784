"""What one row of a register says, in our terms; or why it cannot be taken.

The words are those that municipalities use (domain notes 1.2–1.4). A row that cannot be
taken is refused with its column and a sentence; a row that says something we cannot put
into structure, such as odd hours, is taken with its text and a remark.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from venues.models import (
    Audience,
    BusinessKind,
    Drink,
    Duration,
    Space,
    SpecialForm,
)
from venues.rules.organisation_number import (
    NotANumber,
    OrganisationNumber,
    read_organisation_number,
)
from venues.rules.register_layout import KEYS, Layout
from venues.rules.restaurangnummer import is_restaurangnummer
from venues.rules.serving_hours import Stretch, read_hours

_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "audiences": {
        Audience.PUBLIC: ("allmänhet", "public"),
        Audience.CLOSED_PARTY: ("slutet", "slutna", "closed"),
    },
    "drinks": {
        Drink.SPIRITS: ("sprit", "spirits"),
        Drink.WINE: ("vin", "wine"),
        Drink.STRONG_BEER: ("starköl", "beer"),
        Drink.OTHER_FERMENTED: ("andra jästa", "övriga jästa", "other fermented"),
        Drink.ALCOHOL_LIKE: ("alkoholdrycksliknande", "alcohol-like"),
    },
    "spaces": {
        Space.INDOOR: ("inomhus", "inne", "indoor"),
        Space.OUTDOOR: ("ute", "outdoor"),
        Space.SHARED: ("gemensam", "shared"),
        Space.ROOM_SERVICE: ("rum", "minibar", "room"),
    },
    "special_forms": {
        SpecialForm.CATERING: ("catering", "tillredningskök"),
        SpecialForm.TASTING: ("provsmakning",),
        SpecialForm.SPICED_SNAPS: ("krydd", "snaps"),
        SpecialForm.SHARED_AREA: ("gemensam",),
        SpecialForm.INTERVAL: ("paus",),
        SpecialForm.TRAFFIC: ("trafik",),
        SpecialForm.TRIAL_HOURS: ("försök", "prov med"),
    },
}
_DURATIONS: Mapping[str, tuple[str, ...]] = {
    Duration.SEASONAL: ("säsong", "årligen", "season"),
    Duration.TEMPORARY: ("tillfäll", "temporary"),
    Duration.PERMANENT: ("stadigvarande", "tillsvidare", "permanent"),
}
_KINDS: Mapping[str, tuple[str, ...]] = {
    BusinessKind.NIGHTCLUB: ("nattklubb", "dans", "nightclub", "public_place"),
    BusinessKind.PUB_BAR: ("pub", "bar", "tavern"),
    BusinessKind.RESTAURANT: ("restaurang", "restaurant", "café", "hotell"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A row number, a column as the file names it, and a sentence."""

    row: int
    column: str
    sentence: str | Promise


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One venue as the file says it. None: the file does not speak of it."""

    row: int
    source_key: str | None = None
    restaurangnummer: str | None = None
    name: str = ""
    address: str | None = None
    holder: str | None = None
    organisation_number: OrganisationNumber | None = None
    invoice_address: str | None = None
    business_kind: str | None = None
    duration: str | None = None
    audiences: tuple[str, ...] | None = None
    drinks: tuple[str, ...] | None = None
    spaces: tuple[str, ...] | None = None
    special_forms: tuple[str, ...] | None = None
    hours_text: str | None = None
    hours: tuple[Stretch, ...] | None = None
    conditions_text: str | None = None
    seats_indoor: int | None = None
    seats_outdoor: int | None = None
    max_persons: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What recognises the venue: its restaurant number first, then the register's
        own key, which stays when a number is corrected or comes later.
        """
        named = (
            ("restaurangnummer", self.restaurangnummer),
            ("source_key", self.source_key),
        )
        return tuple((name, value) for name, value in named if value)

    @property
    def key(self) -> tuple[str, str]:
        """The first of them, under which the row is shown."""
        return self.keys[0]


@dataclass(slots=True)
class Reader:
    """Reads the rows of one file by its layout, remembering remarks and refusals."""

    layout: Layout
    prefixes: Collection[str]
    remarks: list[Remark] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)
    refused_keys: set[tuple[str, str]] = field(default_factory=set)

    def read(self, number: int, cells: Mapping[str, str]) -> RegisterRow | None:
        """The row in our terms; None when it was refused."""
        before = len(self.refusals)
        said: dict[str, Any] = {}
        for name, column in self.layout.columns.items():
            text = " ".join(cells.get(column, "").split())
            self._take(said, number, name, column, text)
        self._check(number, said)
        if len(self.refusals) > before:
            # The register does hold these venues: a refused row must not end one.
            self.refused_keys |= {
                (name, cells.get(column, "").strip())
                for name, column in self.layout.columns.items()
                if name in KEYS
            }
            return None
        return RegisterRow(row=number, **_only_known(said))

    def _take(
        self, said: dict[str, Any], number: int, name: str, column: str, text: str
    ) -> None:
        reader = _READERS.get(name, _plain)
        try:
            said[name] = reader(text)
        except Refused as refusal:
            self.refusals.append(Remark(number, column, refusal.sentence))
        if name == "conditions" and name in said:
            said["conditions_text"] = said.pop(name)
        if name == "hours":
            said["hours_text"], said["hours"] = text, read_hours(text) if text else ()
            if said["hours"] is None:
                self.remarks.append(Remark(number, column, _HOURS_AS_TEXT))

    def _check(self, number: int, said: dict[str, Any]) -> None:
        columns = self.layout.columns
        if not said.get("name"):
            self.refusals.append(
                Remark(number, columns["name"], _("The name is missing."))
            )
        restaurangnummer = said.get("restaurangnummer")
        if restaurangnummer and not is_restaurangnummer(
            restaurangnummer, self.prefixes
        ):
            self.refusals.append(
                Remark(number, columns["restaurangnummer"], _WRONG_RESTAURANGNUMMER)
            )
        if not restaurangnummer and not said.get("source_key"):
            column = columns.get("restaurangnummer") or columns["source_key"]
            self.refusals.append(Remark(number, column, _("The number is missing.")))
        if (said.get("latitude") is None) != (said.get("longitude") is None):
            self.remarks.append(Remark(number, columns["latitude"], _HALF_A_PLACE))
            said["latitude"] = said["longitude"] = None
        place = [
            said.pop(one) for one in ("address", "postcode", "town") if one in said
        ]
        if place:
            said["address"] = ", ".join(part for part in place if part)
        start, end = said.get("valid_from"), said.get("valid_to")
        if start and end and end < start:
            self.refusals.append(
                Remark(number, columns["valid_to"], _("It ends before it begins."))
            )


_WRONG_RESTAURANGNUMMER = _(
    "A restaurant number has eight digits and begins with the municipality's own. "
    "Correct it in the register."
)
_HOURS_AS_TEXT = _(
    "The hours could not be read and are kept as text. Enter them on the venue's page."
)
_HALF_A_PLACE = _("Only half of the position is there; it is left out.")


class Refused(Exception):
    """Why a cell cannot be taken."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def _only_known(said: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(RegisterRow)}
    return {name: value for name, value in said.items() if name in names}


def _plain(text: str) -> str:
    if "\x00" in text:
        raise Refused(_("The cell holds a null byte."))
    return text


def _at_most(signs: int) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        if len(text) > signs:
            raise Refused(_("This text is longer than a register holds. Shorten it."))
        return _plain(text)

    return read


def _key(text: str) -> str | None:
    return _at_most(60)(text) or None


def _set_of(name: str) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        low = text.lower()
        return tuple(
            sorted(
                code
                for code, words in _WORDS[name].items()
                if any(re.search(rf"\b{one}", low) for one in words)
            )
        )

    return read


def _one_of(
    table: Mapping[str, tuple[str, ...]], otherwise: str
) -> Callable[[str], str]:
    def read(text: str) -> str:
        low = text.lower()
        return next(
            (
                str(code)
                for code, words in table.items()
                if any(re.search(rf"\b{one}", low) for one in words)
            ),
            otherwise,
        )

    return read


def _number(text: str) -> int | None:
    if not text:
        return None
    plain = text.replace("\u00a0", "").replace(" ", "")
    if not re.fullmatch(r"[0-9]{1,6}", plain, re.ASCII):
        raise Refused(_("This is not a whole number."))
    return int(plain)


def _degrees(limit: float) -> Callable[[str], float | None]:
    def read(text: str) -> float | None:
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]{1,3}([.,][0-9]{1,20})?", text, re.ASCII):
            raise Refused(_("This is not a coordinate in degrees."))
        degrees = float(text.replace(",", "."))
        if abs(degrees) > limit:
            raise Refused(_("This coordinate lies outside the earth."))
        return degrees

    return read


def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text[:10])
    except ValueError as error:
        raise Refused(_("This is not a date. Write it as 2026-11-30.")) from error
    if not 1900 <= day.year <= 2200:  # noqa: PLR2004 — no register knows other years
        raise Refused(_("This is not a date. Write it as 2026-11-30."))
    return day


def _organisation_number(text: str) -> OrganisationNumber | None:
    if not text:
        return None
    try:
        return read_organisation_number(text)
    except NotANumber as error:
        if str(error) == "check_digit":
            raise Refused(
                _("The organisation number's check digit is wrong. Look for a slip.")
            ) from error
        raise Refused(
            _("An organisation number has ten digits, written 556000-0000.")
        ) from error


_READERS: Mapping[str, Callable[[str], Any]] = {
    "source_key": _key,
    "restaurangnummer": _key,
    "organisation_number": _organisation_number,
    "business_kind": _one_of(_KINDS, BusinessKind.RESTAURANT),
    "duration": _one_of(_DURATIONS, Duration.PERMANENT),
    "audiences": _set_of("audiences"),
    "drinks": _set_of("drinks"),
    "spaces": _set_of("spaces"),
    "special_forms": _set_of("special_forms"),
    "conditions": _plain,
    "name": _at_most(200),
    "address": _at_most(200),
    "postcode": _at_most(20),
    "town": _at_most(60),
    "holder": _at_most(200),
    "invoice_address": _at_most(300),
    "hours": _at_most(500),
    "seats_indoor": _number,
    "seats_outdoor": _number,
    "max_persons": _number,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "valid_from": _date,
    "valid_to": _date,
}
