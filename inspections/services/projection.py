"""Making the rows that can be asked from what the log says, anew each time."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import AutoField, Model

from core.changes import next_change
from core.nights import local
from inspections.models import (
    Answer,
    ChecklistItem,
    Finding,
    HeadCount,
    Observation,
    Section,
)
from inspections.queries.sections import SectionLog, section_log
from inspections.rules.contract import Kind
from inspections.services.obligations import bring_up_to_date

FACTS = (Answer, Finding, Observation, HeadCount)


class Rows(NamedTuple):
    """What a section's sealed log amounts to, in the order of `FACTS`."""

    answers: list[Answer]
    findings: list[Finding]
    observations: list[Observation]
    head_counts: list[HeadCount]


@transaction.atomic
def project_section(section: Section) -> None:
    """Throw a section's rows away and make them from its sealed log.

    A section that is not sealed has no rows: nothing is a fact before its seal.
    """
    for model in FACTS:
        model.objects.filter(section=section).delete()
    if section.sealed_at is None:
        return
    rows = rows_of(section)
    Answer.objects.bulk_create(rows.answers)
    Finding.objects.bulk_create(rows.findings)
    Observation.objects.bulk_create(rows.observations)
    HeadCount.objects.bulk_create(rows.head_counts)


def record_change(section: Section) -> None:
    """Make the facts anew, and let the agency's tablets hear of it."""
    section.change = next_change(f"agency:{section.agency_id}")
    section.save()
    project_section(section)
    bring_up_to_date(section)


def rows_of(section: Section) -> Rows:
    """The rows that the sealed log of a section amounts to, unsaved."""
    log = section_log(section)
    fold = log.sealed
    assert section.agency is not None
    items = {
        item.code: item
        for item in ChecklistItem.objects.filter(version=section.visit.checklist_id)
    }
    found_on = {
        entry.id: local(entry.recorded_at).date()
        for entry in fold.standing(Kind.ANSWERED)
    }
    answers = [
        Answer(section=section, item=code, value=state.value)
        for code, state in fold.items.items()
        if state.value is not None
    ]
    findings = [
        Finding(
            finding=UUID(finding["id"]),
            section=section,
            agency=section.agency,
            venue_id=section.venue_id,
            night=section.visit.night,
            item=code,
            severity=items[code].severity,
            follow_up=finding["follow_up"] or items[code].follow_ups[0],
            text=finding["text"],
            corrected_on_site=finding["corrected_on_site"],
            found_on=found_on[finding["answer"]],
        )
        for code, state in fold.items.items()
        for finding in state.findings
    ]
    observations = [
        Observation(
            entry=UUID(entry.id),
            section=section,
            observation=UUID(str(payload["observation"])),
            at=entry.recorded_at,
            level=str(payload["level"]),
            signs=payload["signs"],
            staff_did=payload["staff_did"],
            drink=str(payload.get("drink", "")),
            where=str(payload.get("where", "")),
        )
        for entry in fold.standing(Kind.OBSERVED)
        if (payload := entry.payload) is not None
    ]
    return Rows(answers, findings, observations, _head_counts(section, log))


def _head_counts(section: Section, log: SectionLog) -> list[HeadCount]:
    counts = [
        *log.sealed.standing(Kind.COUNTED),
        *log.sealed_common.standing(Kind.COUNTED),
    ]
    rows = [
        HeadCount(
            section=section, entry=UUID(entry.id), at=entry.recorded_at,
            **_counted(entry.payload or {}),
        )
        for entry in counts
    ]  # fmt: skip
    return [row for row in rows if any(_said(row))]


def _said(row: HeadCount) -> list[bool]:
    return [getattr(row, one) is not None for one in ("guests", "guards", "serving")]


def _counted(payload: Mapping[str, object]) -> dict[str, int | None]:
    """The numbers of a count. Who served counts only beside how many were trained, and
    what cannot be, more trained than serve, stands in the log and is no fact.
    """
    number = {
        name: value if isinstance(value := payload.get(name), int) else None
        for name in ("guests", "guards", "serving", "trained")
    }
    serving, trained = number["serving"], number["trained"]
    if serving is None or trained is None or trained > serving:
        number |= {"serving": None, "trained": None}
    return number


def differs_from_log(section: Section) -> bool:
    """Whether the rows of a section are anything else than what its log amounts to."""
    expected: Sequence[Sequence[Model]] = [[] for _ in FACTS]
    if section.sealed_at is not None:
        expected = rows_of(section)
    return any(
        sorted(map(_content, rows))
        != sorted(map(_content, model._default_manager.filter(section=section)))  # noqa: SLF001
        for rows, model in zip(expected, FACTS, strict=True)
    )


def _content(row: Model) -> str:
    """A row as text, without a key that the database gave."""
    members = {
        field.attname: str(getattr(row, field.attname))
        for field in row._meta.concrete_fields  # noqa: SLF001 — Django's documented API
        if not isinstance(field, AutoField)
    }
    return repr(sorted(members.items()))
