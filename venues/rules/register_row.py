"""What one row of a register says, in our terms; or why it cannot be taken.

A row that cannot be taken is refused with its column and a sentence; a row that says
something we cannot put into structure, such as odd hours, is taken with its text and a
remark.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from venues.rules.organisation_number import OrganisationNumber
from venues.rules.register_cell import Refused, read_cell
from venues.rules.register_layout import KEYS, Layout
from venues.rules.restaurangnummer import is_restaurangnummer
from venues.rules.serving_hours import Stretch, read_hours

# An empty cell takes these away. A position or a holder's number that somebody entered
# by hand is not lost to a register that does not know it.
CLEARABLE = frozenset({"seats_indoor", "seats_outdoor", "max_persons", "valid_to"})


@dataclass(frozen=True, slots=True)
class Remark:
    """A row number, a column as the file names it, and a sentence."""

    row: int
    column: str
    sentence: str | Promise


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One venue as the file says it. None: the file does not speak of it, unless the
    member is named in `cleared`: then the file says that there is nothing.
    """

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
    cleared: tuple[str, ...] = ()

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
        said["cleared"] = tuple(
            sorted(name for name in said.keys() & CLEARABLE if said[name] is None)
        )
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
        try:
            said[name] = read_cell(name, text)
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


def _only_known(said: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(RegisterRow)}
    return {name: value for name, value in said.items() if name in names}
