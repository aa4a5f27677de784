"""Which column says what: the known layouts of registers, and saved mappings of others.

A mapping names a column for each field it knows. A field without a column is not said by
the file and never changes; a column that is empty says that there is nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.errors import Invalid

FIELDS = (
    "source_key", "restaurangnummer", "name", "address", "postcode", "town",
    "holder", "organisation_number", "invoice_address", "business_kind", "duration",
    "audiences", "drinks", "spaces", "special_forms", "hours", "conditions",
    "seats_indoor", "seats_outdoor", "max_persons", "latitude", "longitude",
    "valid_from", "valid_to",
)  # fmt: skip
REQUIRED = frozenset({"name"})
KEYS = frozenset({"restaurangnummer", "source_key"})


@dataclass(frozen=True, slots=True)
class Layout:
    """A mapping of fields to columns."""

    code: str
    columns: Mapping[str, str]


# As Göteborg publishes its licences: no organisation number, no dates, no history.
OPEN_DATA = Layout(
    "open_data",
    {
        "source_key": "recTillsynsobjektId",
        "name": "Namn",
        "address": "Besöksadress",
        "holder": "strVerksamhetsutoevareNamn",
        "restaurangnummer": "Restaurangnummer",
        "invoice_address": "Fakturaadress",
        "duration": "TypAvTillstaand",
        "audiences": "ServeringTill",
        "drinks": "Alkoholdrycker",
        "spaces": "Serveringstyper",
        "hours": "Serveringstider",
        "conditions": "Villkor",
        "longitude": "long",
        "latitude": "lat",
    },
)
# The national register's Excel extract. There is no public specification (domain note 9):
# the names below are its fields as our sources describe them; a file that names them
# otherwise is read through a saved mapping.
NATIONAL = Layout(
    "national",
    {
        "restaurangnummer": "Restaurangnummer",
        "organisation_number": "Organisationsnummer",
        "holder": "Tillståndshavare",
        "name": "Serveringsställe",
        "address": "Gatuadress",
        "postcode": "Postnummer",
        "town": "Postort",
        "duration": "Tillståndstyp",
        "audiences": "Tillståndet omfattar",
        "drinks": "Alkoholdrycker",
        "spaces": "Serveringsyta",
        "hours": "Serveringstid",
        "conditions": "Villkor",
        "max_persons": "Högsta antal personer",
        "valid_from": "Giltig från",
        "valid_to": "Giltig till",
    },
)
KNOWN = {layout.code: layout for layout in (OPEN_DATA, NATIONAL)}


def recognised(columns: tuple[str, ...]) -> Layout | None:
    """The known layout whose columns a file has, all of them; None when there is none."""
    return next(
        (one for one in KNOWN.values() if set(one.columns.values()) <= set(columns)),
        None,
    )


def check_layout(layout: Layout, columns: tuple[str, ...]) -> None:
    """Raise `Invalid` unless the layout can be read from a file with these columns."""
    unknown = sorted(set(layout.columns) - set(FIELDS))
    if unknown:
        raise Invalid(_("There is no field %(name)s.") % {"name": unknown[0]})
    if not layout.columns.keys() >= REQUIRED or not KEYS & layout.columns.keys():
        raise Invalid(
            _(
                "A mapping must say which column holds the name, and which holds the "
                "restaurant number or the register's own key."
            )
        )
    lacking = sorted(set(layout.columns.values()) - set(columns))
    if lacking:
        raise Invalid(
            _(
                "The file lacks columns that this layout reads. Choose another layout, "
                "or make a mapping for this file."
            ),
            code="columns_missing",
            particulars=lacking,
        )
