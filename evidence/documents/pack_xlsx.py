"""All figures of a pack as a workbook, with their definitions. The same bytes always."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from evidence.documents.archive import write_stored
from evidence.indicators.words import value_words
from evidence.rules.pack import Incidents, Inputs, Numbers
from evidence.rules.scheme import scheme_of

Row = Sequence[str | int | float | None]
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def pack_xlsx(inputs: Inputs) -> bytes:
    """Sheets for figures, their course, definitions, scores, evidence and attachments."""
    made, file = BytesIO(), BytesIO()
    with translation.override(inputs["language"]):
        book = xlsxwriter.Workbook(made, _OPTIONS)
        frozen = datetime.fromisoformat(inputs["frozen_at"]).astimezone(UTC)
        book.set_properties(
            {"title": inputs["title"], "created": frozen.replace(tzinfo=None)}
        )
        bold = book.add_format({"bold": True, "text_wrap": True})
        for name, rows in _sheets(inputs):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row, bold if number == 0 else None)
            sheet.set_column(0, 0, 18)
            sheet.set_column(1, 1, 48)
        book.close()
    # Stored, not deflated: the library that deflates differs from machine to machine.
    with ZipFile(made) as archive, ZipFile(file, "w") as stored:
        for one in archive.infolist():
            write_stored(stored, one.filename, archive.read(one))
    return file.getvalue()


def _sheets(inputs: Inputs) -> Iterator[tuple[str, Iterator[Row]]]:
    yield _("Figures"), _figures(inputs)
    yield _("Over time"), _series(inputs)
    if sheet := inputs.get("incidents"):
        yield _("Incidents"), _incidents(sheet)
    yield _("Definitions"), _definitions(inputs)
    yield _("Scores"), _scores(inputs)
    yield _("Evidence"), _evidence(inputs)
    yield _("About"), _about(inputs)


def _numbers(shown: str, one: Numbers) -> Row:
    if one["is_hidden"]:
        return (_("fewer than five, or told by them"),)
    return (
        value_words(shown, one["value"]), one["value"], one["low"], one["high"],
        one["counted"], one["among"], one["unchecked"], one["waiting"], one["expected"],
        _("yes") if one["is_frozen"] else _("no"),
    )  # fmt: skip


def _head() -> Row:
    return (
        _("Value"), _("Value as a number"), _("Lower end (95 per cent)"),
        _("Upper end (95 per cent)"), _("Counted"), _("Among"), _("Not checked"),
        _("Waiting"), _("Without any choice"), _("Published before"),
    )  # fmt: skip


def _incidents(sheet: Incidents) -> Iterator[Row]:
    every, alcohol = _("all"), _("alcohol")
    yield (
        _("Line"),
        *(f"{one} {kind}" for one in sheet["periods"] for kind in (every, alcohol)),
        _("Change, published"), _("Change, reckoned"),
    )  # fmt: skip
    for one in sheet["lines"]:
        yield (
            one["name"], *(number for pair in one["counts"] for number in pair),
            one["published"], one["reckoned"],
        )  # fmt: skip


def _figures(inputs: Inputs) -> Iterator[Row]:
    yield _("Code"), _("Indicator"), _("Period"), _("Which part"), *_head()
    for one in inputs["figures"]:
        for part in one["parts"]:
            yield (
                one["code"], one["name"], one["period"], part["name"],
                *_numbers(one["shown"], part["numbers"]),
            )  # fmt: skip


def _series(inputs: Inputs) -> Iterator[Row]:
    yield _("Code"), _("Indicator"), _("Period"), *_head()
    for one in inputs["figures"]:
        for step in one["series"]:
            yield (
                one["code"], one["name"], step["period"],
                *_numbers(one["shown"], step["numbers"]),
            )  # fmt: skip


def _definitions(inputs: Inputs) -> Iterator[Row]:
    yield (
        _("Code"), _("Indicator"), _("Counted"), _("Among"), _("Direction"),
        _("Attributes"), _("Caution"), _("Version"), _("Since"), _("Source"),
    )  # fmt: skip
    for one in inputs["figures"]:
        yield (
            one["code"], one["name"], one["numerator"], one["denominator"],
            one["direction"], ", ".join(one["attributes"]), one["caution"],
            one["version"], one["since"], one["source"],
        )  # fmt: skip
    for awaited in inputs["awaited"]:
        yield (
            awaited["code"], awaited["name"],
            _("waits for %(facts)s") % {"facts": awaited["facts"]},
        )  # fmt: skip


def _scores(inputs: Inputs) -> Iterator[Row]:
    scheme = scheme_of(inputs["scheme"])
    yield (
        _("Code"),
        _("Attribute"),
        _("Focus area"),
        _("Given by"),
        _("Score"),
        _("Why"),
    )
    for area in scheme.areas:
        for attribute in area.attributes:
            for one in inputs["scores"]:
                if one["attribute"] == attribute.code:
                    yield (
                        attribute.code, attribute.name, area.it.name, one["by_name"],
                        one["score"], one["reason"],
                    )  # fmt: skip


def _evidence(inputs: Inputs) -> Iterator[Row]:
    yield (
        _("Attributes"), _("Title"), _("Kind"), _("Of the day"), _("Counts"), _("State"),
        _("Files"),
    )  # fmt: skip
    for one in inputs["pieces"]:
        yield (
            ", ".join(dict.fromkeys(place["attribute"] for place in one["places"])),
            one["title"], one["kind"], one["dated_on"],
            _("yes") if one["counts"] else _("no"), one["state_name"],
            ", ".join(file["path"] for file in one["files"]),
        )  # fmt: skip


def _about(inputs: Inputs) -> Iterator[Row]:
    yield _("What"), _("Said")
    yield _("Title"), inputs["title"]
    yield _("Municipality"), inputs["municipality"]
    yield _("Figures of"), inputs["agency"]
    yield _("To and including"), inputs["until"]
    yield _("Frozen"), inputs["frozen_at"]
    yield _("Scheme"), inputs["scheme"]["code"]
    yield _("Version of the program"), inputs["code_version"]
