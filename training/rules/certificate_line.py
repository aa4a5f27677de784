"""What does a line of a file of earlier certificates say?

Columns by their names in Swedish or English; a name and the day it was issued are what
it takes, everything else may be missing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.personal_number import looks_personal

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "namn", "deltagare", "participant"),
    "email": ("email", "e-mail", "e-post", "epost", "mail"),
    "restaurangnummer": ("restaurant number", "restaurangnummer", "restaurangnr"),
    "role": ("role", "roll", "befattning"),
    "issued_on": ("issued", "utfärdat", "datum", "date", "utbildningsdatum"),
    "valid_until": ("valid to", "giltig till", "giltigt till", "gäller till"),
}
ROLE_WORDS: Mapping[str, tuple[str, ...]] = {
    "serving_manager": ("serveringsansvarig", "serving manager"),
    "serving": ("servering", "serving", "serveringspersonal", "bartender"),
    "kitchen": ("kök", "kitchen"),
    "guard": ("ordningsvakt", "vakt", "guard"),
    "entrance_host": ("entrévärd", "entrance host"),
}
_ROLES = {
    "": "",
    **{word: code for code, words in ROLE_WORDS.items() for word in words},
}
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_MOST = {"name": 120, "email": 254}
_YEARS = range(1990, 2100)


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A line that can be taken."""

    name: str
    email: str
    restaurangnummer: str
    role: str
    issued_on: date
    valid_until: date | None


def columns_of(names: tuple[str, ...]) -> dict[str, str] | None:
    """The file's column for each of ours; None when name or day of issue has none."""
    known = {word: ours for ours, words in COLUMNS.items() for word in words}
    found: dict[str, str] = {}
    for name in names:
        ours = known.get(name.strip().casefold())
        if ours is not None:
            found.setdefault(ours, name)
    return found if {"name", "issued_on"} <= set(found) else None


def read_line(
    cells: Mapping[str, str], columns: Mapping[str, str], today: date
) -> CertificateLine | str | Promise:
    """The line, or a sentence why it cannot be taken."""
    said = {ours: cells.get(name, "").strip() for ours, name in columns.items()}
    role = _ROLES.get(said.get("role", "").casefold())
    wrong = _unfit(cells.values(), said) or (
        _("The role is not known.") if role is None else None
    )
    if wrong is not None:
        return wrong
    issued, until = _day(said["issued_on"]), _day(said.get("valid_until", ""))
    if issued is None:
        return _("The day of issue is not a date. Write it as 2026-11-30.")
    return _undated(said, issued, until, today) or CertificateLine(
        name=" ".join(said["name"].split()), email=said.get("email", ""),
        restaurangnummer=said.get("restaurangnummer", ""), role=role or "",
        issued_on=issued, valid_until=until,
    )  # fmt: skip


def _unfit(cells: Iterable[str], said: Mapping[str, str]) -> Promise | None:
    """What is wrong with the texts."""
    email = said.get("email", "")
    wrong = (
        (not said["name"].split(), _("The name is missing.")),
        (
            any(looks_personal(one) for one in cells),
            _("A cell holds what looks like a personal number. Take it out."),
        ),
        (
            any(len(said.get(one, "")) > most for one, most in _MOST.items()),
            _("This text is longer than a register holds. Shorten it."),
        ),
        (any("\x00" in one for one in said.values()), _("The cell holds a null byte.")),
        (
            bool(email) and not _MAIL.fullmatch(email),
            _("The address is not an e-mail address."),
        ),
    )
    return next((sentence for is_so, sentence in wrong if is_so), None)


def _undated(
    said: Mapping[str, str], issued: date, until: date | None, today: date
) -> Promise | None:
    """What is wrong with the days."""
    if said.get("valid_until") and until is None:
        return _("The last day is not a date. Write it as 2026-11-30.")
    if issued > today:
        return _("The day of issue lies ahead.")
    if until is not None and until < issued:
        return _("The last day lies before the day of issue.")
    return None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if day.year in _YEARS else None
