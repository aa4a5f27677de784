"""What one cell of a register says, in our terms; or why it cannot be taken.

The words are those that municipalities use (domain notes 1.2–1.4).
"""

import re
from collections.abc import Callable, Mapping
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


class Refused(Exception):
    """Why a cell cannot be taken."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_cell(name: str, text: str) -> Any:
    """The value of a field's cell, its blanks squeezed; `Refused` with a sentence."""
    return _READERS.get(name, _plain)(text)


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
