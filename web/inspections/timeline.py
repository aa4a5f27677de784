"""A section's entries as lines that a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspections.documents.words import counts_said, word, words
from inspections.models import Entry
from inspections.queries.sections import SectionLog
from inspections.rules.contract import Kind, read_payload
from inspections.rules.fold import strings

_KINDS: Mapping[str, Promise] = {
    Kind.STARTED: _("visit begun"),
    Kind.JOINED: _("takes part"),
    Kind.ARRIVED: _("arrived"),
    Kind.LEFT: _("left"),
    Kind.PRESENT: _("serving manager on site"),
    Kind.ANSWERED: _("answer"),
    Kind.OBSERVED: _("observation"),
    Kind.COUNTED: _("head count"),
    Kind.PHOTOGRAPHED: _("photo"),
    Kind.NOTED: _("note"),
    Kind.RETRACTED: _("struck out"),
    Kind.SIGNED: _("signed"),
    Kind.DECLINED_TO_SIGN: _("declined to sign"),
    Kind.INFORMED: _("told the venue"),
    Kind.CLOSED: _("closed at the venue"),
    Kind.SEALED: _("sealed"),
    Kind.AMENDED: _("addition"),
    Kind.RELEASED: _("released"),
    Kind.SAME_VISIT: _("the same visit as another"),
}
ANSWERS: Mapping[str, Promise] = {
    "ok": _("in order"),
    "finding": _("finding"),
    "not_applicable": _("not applicable"),
    "not_checked": _("not checked"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as one line; `night` is shown with the time when it began a day before."""

    id: str
    at: datetime
    by: str
    kind: Promise
    text: str
    is_struck_out: bool
    is_late: bool


def timeline_of(log: SectionLog) -> list[Line]:
    """Every entry of the section in display order, late ones at the end."""
    rows = {str(row.pk): row for row in log.rows}
    names = {str(row.stream.officer_id): row.stream.officer.name for row in log.rows}
    shown = [rows[entry.id] for entry in log.fold.timeline]
    return [
        Line(
            id=str(row.pk),
            at=row.recorded_at,
            by=row.stream.officer.name,
            kind=_KINDS[row.kind],
            text=told(row, names),
            is_struck_out=str(row.pk) in log.fold.retracted,
            is_late=row.is_late,
        )
        for row in [*shown, *log.late]
    ]


def kind_word(kind: str) -> Promise:
    """What an entry of this kind is called."""
    return _KINDS[kind]


def told(row: Entry, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """An entry's payload in words, as far as one line holds it. `names`: of officers."""
    if row.payload is None:
        return gettext("The content was destroyed by a decision.")
    payload = read_payload(row.payload)
    parts = [
        str(payload[name])
        for name in ("item", "name", "text", "reason")
        if name in payload
    ]
    if "officer" in payload:
        parts.append(names.get(str(payload["officer"]), ""))
    if "value" in payload:
        parts.append(str(ANSWERS[str(payload["value"])]))
    if "level" in payload:
        parts.append(
            f"{word(payload['level'])}, {words(strings(payload, 'staff_did'))}"
        )
    parts += counts_said(payload)
    findings = payload.get("findings", ())
    assert isinstance(findings, (list, tuple))
    parts += [str(finding["text"]) for finding in findings]
    if payload.get("comment"):
        parts.append(str(payload["comment"]))
    return " – ".join(part for part in parts if part)
