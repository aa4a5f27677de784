"""The content of a protocol: one fold of the sealed log, for paper, page and release.

Made from the log and the published checklist only. Texts, integers and lists throughout,
so that the same record always gives the same canonical bytes.
"""

from collections.abc import Iterable, Mapping
from typing import TypedDict, cast

from core.corrected_time import is_worth_saying
from inspections.models import ChecklistItem, Photo, Section
from inspections.queries.sections import SectionLog, section_log
from inspections.rules.chain import LINKS
from inspections.rules.contract import Kind, read_payload
from inspections.rules.fold import LogEntry, SectionFold


class Protocol(TypedDict):
    """The parts of a protocol, each a list or mapping of plain values."""

    seal: str
    sealed_at: str
    sealed_by: str
    heading: Mapping[str, object]
    started_at: str
    times: list[dict[str, object]]
    managers: list[str]
    findings: list[dict[str, object]]
    answers: dict[str, str]
    observations: list[dict[str, object]]
    counts: list[dict[str, object]]
    notes: list[dict[str, object]]
    photos: list[dict[str, object]]
    signatures: list[dict[str, object]]
    informed: list[dict[str, object]]
    amendments: list[dict[str, object]]
    waived: list[dict[str, object]]
    clocks_off: list[dict[str, object]]
    single_officer_reasons: list[str]
    late: int
    destroyed: int


def protocol_of(section: Section, *, withhold_official_names: bool = False) -> Protocol:
    """The content of a sealed section's protocol.

    With `withhold_official_names` officers appear by agency only (FL 33 §, fourth
    paragraph: names may be left out where an official is threatened).
    """
    log = section_log(section)
    fold, common = log.sealed, log.sealed_common
    seal = next(row for row in log.rows if row.header_hash == section.seal)
    said = read_payload(seal.payload or "{}")
    heading = dict(cast("Mapping[str, object]", said.get("heading", {})))
    names = _names(heading, withhold=withhold_official_names)
    if withhold_official_names:
        heading["officers"] = {
            str(number): {**officer, "name": names[one]}
            for number, (one, officer) in enumerate(sorted(_officers(heading).items()))
        }
    return Protocol(
        seal=section.seal or "",
        sealed_at=seal.recorded_at.isoformat(),
        sealed_by=names.get(str(section.sealed_by_id), ""),
        heading=heading,
        started_at=section.visit.started_at.isoformat(),
        times=_entries(common, names, Kind.ARRIVED, Kind.LEFT, Kind.JOINED),
        managers=_managers(heading, fold, common),
        findings=_findings(section, fold, names),
        answers={code: state.value or "" for code, state in fold.items.items()},
        observations=_entries(fold, names, Kind.OBSERVED),
        counts=[
            *_entries(common, names, Kind.COUNTED),
            *_entries(fold, names, Kind.COUNTED),
        ],
        notes=[*_notes(common, names), *_notes(fold, names)],
        photos=[*_photos(section, common, names), *_photos(section, fold, names)],
        signatures=[
            _withheld(one, names) if withhold_official_names else one
            for part in (fold, common)
            for one in _entries(part, names, Kind.SIGNED, Kind.DECLINED_TO_SIGN)
        ],
        informed=_entries(fold, names, Kind.INFORMED),
        amendments=_entries(fold, names, Kind.AMENDED),
        waived=list(cast("Iterable[dict[str, object]]", said.get("waived", ()))),
        clocks_off=_clocks_off(log, names),
        single_officer_reasons=sorted(
            {
                str(payload["single_officer_reason"])
                for entry in fold.standing(Kind.CLOSED)
                if (payload := entry.payload) and "single_officer_reason" in payload
            }
        ),
        late=len(log.late),
        destroyed=sum(
            entry.payload is None for part in (fold, common) for entry in part.timeline
        ),
    )


def _officers(heading: Mapping[str, object]) -> Mapping[str, dict[str, str]]:
    return cast("Mapping[str, dict[str, str]]", heading.get("officers", {}))


def _names(heading: Mapping[str, object], *, withhold: bool) -> dict[str, str]:
    """What each officer is called in this protocol."""
    agencies = cast("Mapping[str, str]", heading.get("agencies", {}))
    return {
        one: agencies.get(officer["agency"], officer["agency"])
        if withhold
        else officer["name"]
        for one, officer in _officers(heading).items()
    }


def _entries(
    fold: SectionFold, names: Mapping[str, str], *kinds: Kind
) -> list[dict[str, object]]:
    wanted = set(kinds)
    return [
        {
            "id": entry.id,
            "kind": entry.kind,
            "at": entry.recorded_at.isoformat(),
            "by": names.get(entry.author)
            or str((entry.payload or {}).get("by_name", "")),
            **_plain(entry, names),
        }
        for entry in fold.timeline
        if entry.kind in wanted
        and entry.id not in fold.retracted
        and entry.payload is not None
    ]


def _notes(fold: SectionFold, names: Mapping[str, str]) -> list[dict[str, object]]:
    """Notes, and the comments that any other entry carries."""
    kinds = [kind for kind in Kind if kind not in {Kind.OBSERVED, *LINKS}]
    return [
        {
            **one,
            "text": one.get("text") or one["comment"],
            "on": str(one.get("item", "")),
        }
        for one in _entries(fold, names, *kinds)
        if one["kind"] == Kind.NOTED or one.get("comment")
    ]


def _withheld(
    signature: dict[str, object], names: Mapping[str, str]
) -> dict[str, object]:
    """An official's signature without name and hand; the venue's side is as it was."""
    if signature.get("role") != "inspector":
        return signature
    kept = {key: value for key, value in signature.items() if key != "strokes"}
    return {
        **kept,
        "kind": "withheld",
        "name": signature["by"] or next(iter(names.values())),
    }


def _plain(entry: LogEntry, names: Mapping[str, str]) -> dict[str, object]:
    """The payload, with officers as they are called here."""
    payload = dict(entry.payload or {})
    if "officer" in payload:
        payload["officer"] = names.get(str(payload["officer"]), "")
    if "seen_by" in payload:
        seen_by = cast("Iterable[str]", payload["seen_by"])
        payload["seen_by"] = [names.get(one, "") for one in seen_by]
    return payload


def _managers(heading: Mapping[str, object], *folds: SectionFold) -> list[str]:
    known = cast("Mapping[str, str]", heading.get("managers", {}))
    met = [
        payload
        for fold in folds
        for entry in fold.standing(Kind.PRESENT)
        if (payload := entry.payload) is not None
    ]
    return sorted(
        {str(one.get("name") or known.get(str(one.get("manager")), "")) for one in met}
    )


def _findings(
    section: Section, fold: SectionFold, names: Mapping[str, str]
) -> list[dict[str, object]]:
    items = {
        item.code: item
        for item in ChecklistItem.objects.filter(version=section.visit.checklist_id)
    }
    by_id = {entry.id: entry for entry in fold.timeline}
    return [
        {
            "id": finding["id"],
            "item": code,
            "text_sv": items[code].text_sv,
            "text_en": items[code].text_en,
            "lagrum": items[code].lagrum,
            "severity": items[code].severity,
            "follow_up": finding["follow_up"] or items[code].follow_ups[0],
            "corrected_on_site": finding["corrected_on_site"],
            "text": finding["text"],
            "at": by_id[finding["answer"]].recorded_at.isoformat(),
            "by": names.get(by_id[finding["answer"]].author, ""),
        }
        for code, state in fold.items.items()
        for finding in state.findings
    ]


def _photos(
    section: Section, fold: SectionFold, names: Mapping[str, str]
) -> list[dict[str, object]]:
    """The photos that entries name; `sha256` is the file to show, drawn on if it was."""
    shown = [
        {
            **photo,
            "sha256": str(
                cast("Mapping[str, object]", photo.get("drawn") or photo["shrunk"])[
                    "sha256"
                ]
            ),
        }
        for photo in _entries(fold, names, Kind.PHOTOGRAPHED)
        if "shrunk" in photo
    ]
    held = set(
        Photo.objects.filter(
            agency=section.agency_id,
            sha256__in=[photo["sha256"] for photo in shown],
        ).values_list("sha256", flat=True)
    )
    return [{**photo, "is_held": photo["sha256"] in held} for photo in shown]


def _clocks_off(log: SectionLog, names: Mapping[str, str]) -> list[dict[str, object]]:
    """Officers whose device's clock was off by more than two minutes, and by how much."""
    worst: dict[str, int] = {}
    for row in log.rows:
        if str(row.pk) not in log.covered:
            continue
        officer = str(row.stream.officer_id)
        if is_worth_saying(row.clock_offset_ms) and abs(row.clock_offset_ms) > abs(
            worst.get(officer, 0)
        ):
            worst[officer] = row.clock_offset_ms
    return [
        {"by": names.get(officer, ""), "seconds": round(worst[officer] / 1000)}
        for officer in sorted(worst)
    ]
