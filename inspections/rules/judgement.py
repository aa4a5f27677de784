"""Is an entry a line of the log? One table of demands, each with its stable code.

Custody first, judgement later: whatever the verdict, the entry is kept. What is judged
here is only whether it may stand in the log (`stored`), must wait for its visit, or needs
a person (`quarantined`). An entry that may stand but comes after its section's seal is
`late`; only the log can tell, under the lock that sealing takes. Source: architecture 3.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accounts.models import AgencyKind
from core.corrected_time import is_possible
from inspections.rules.contract import (
    AGENCY_ONLY,
    COMMON,
    COMMON_ONLY,
    SERVER_KINDS,
    Entry,
    Kind,
)


class Verdict(StrEnum):
    STORED = "stored"
    WAITING = "waiting"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    owner: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """Who the stream is, and for which agency of which municipality."""

    id: str
    officer: str
    municipality: str
    agency: str
    agency_id: int
    agency_kind: str
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """The visit an entry belongs to. `is_made_by`: the id of its `started` entry."""

    municipality: str
    items: Mapping[str, ItemFacts]
    is_made_by: str | None
    venue: str
    night: date


@dataclass(frozen=True, slots=True)
class StartFacts:
    """What a `started` entry must name rightly, in the stream's municipality."""

    venues: frozenset[str]
    checklists: Mapping[str, tuple[date, date | None]]
    occasions: frozenset[str]

    @classmethod
    def nothing(cls) -> "StartFacts":
        return cls(frozenset(), {}, frozenset())


@dataclass(frozen=True, slots=True)
class Case:
    """One entry before its judge. `civil_date` is that of the corrected instant.

    `is_member`: the officer held the role that day, or holds it now. `officers` are
    pairs of person and agency code in the stream's municipality. `other` is the visit
    that a `same_visit` entry names.
    """

    entry: Entry
    recorded_at: datetime
    received_at: datetime
    civil_date: date
    stream: StreamFacts
    is_member: bool
    visit: VisitFacts | None
    start: StartFacts
    agencies: frozenset[str]
    officers: frozenset[tuple[str, str]]
    other: VisitFacts | None = None

    @property
    def kind(self) -> str:
        return str(self.entry.header["kind"])

    @property
    def section(self) -> str:
        return str(self.entry.header["section"])


@dataclass(frozen=True, slots=True)
class Judgement:
    verdict: Verdict
    code: str = ""


# The licensing unit may note what belongs to an agency that did not come, and hand it
# over (follow-up F5); every other item is answered by its owner only.
_MAY_ANSWER_FOR_OTHERS = AgencyKind.LICENSING


def _starts_wrongly(case: Case) -> str:
    if case.visit is not None and case.visit.is_made_by != case.entry.header["id"]:
        return "already_started"
    payload = case.entry.payload
    if str(payload["venue"]) not in case.start.venues:
        return "unknown_venue"
    valid = case.start.checklists.get(str(payload["checklist"]))
    if valid is None:
        return "unknown_checklist"
    if not (valid[0] <= case.civil_date and case.civil_date <= (valid[1] or date.max)):
        return "checklist_not_valid_that_day"
    if "occasion" in payload and str(payload["occasion"]) not in case.start.occasions:
        return "unknown_occasion"
    return ""


def _answers_wrongly(case: Case) -> str:
    if case.visit is None:
        return ""
    item = case.visit.items.get(str(case.entry.payload["item"]))
    if item is None:
        return "unknown_item"
    if case.stream.agency_kind not in {item.owner, _MAY_ANSWER_FOR_OTHERS}:
        return "item_of_other_agency"
    return "" if is_valid_on(item, case.civil_date) else "item_not_valid_that_day"


def is_valid_on(item: ItemFacts, day: date) -> bool:
    """Whether an item may be chosen for an observation of this civil date."""
    return (item.valid_from or date.min) <= day <= (item.valid_to or date.max)


def _joins_wrongly(case: Case) -> str:
    agency = str(case.entry.payload["agency"])
    if agency not in case.agencies:
        return "unknown_agency"
    known = (str(case.entry.payload["officer"]), agency) in case.officers
    return "" if known else "unknown_officer"


def _twins_wrongly(case: Case) -> str:
    if case.visit is None:
        return ""
    if case.entry.payload["other"] == case.entry.header["visit"]:
        return "same_as_itself"
    # The same sentence whether it is not there or not theirs: nothing is told of it.
    same = case.other is not None and (case.other.municipality, case.other.venue) == (
        case.visit.municipality,
        case.visit.venue,
    )
    return "" if same else "unknown_other_visit"


_BY_KIND: Mapping[str, Callable[[Case], str]] = {
    Kind.STARTED: _starts_wrongly,
    Kind.ANSWERED: _answers_wrongly,
    Kind.JOINED: _joins_wrongly,
    Kind.SAME_VISIT: _twins_wrongly,
}
_DEMANDS: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    (
        "time_impossible",
        lambda case: is_possible(case.recorded_at, case.received_at),
    ),
    ("stream_mismatch", lambda case: case.entry.header["stream"] == case.stream.id),
    (
        "author_mismatch",
        lambda case: case.entry.header["author"] == case.stream.officer,
    ),
    ("stream_revoked", lambda case: not case.stream.is_revoked),
    ("no_role", lambda case: case.is_member),
    ("server_kind", lambda case: case.kind not in SERVER_KINDS),
    (
        "other_agencys_section",
        lambda case: case.section in {COMMON, case.stream.agency},
    ),
    (
        "wrong_section",
        lambda case: (
            case.kind not in (AGENCY_ONLY if case.section == COMMON else COMMON_ONLY)
        ),
    ),
    (
        "other_municipality",
        lambda case: (
            case.visit is None or case.visit.municipality == case.stream.municipality
        ),
    ),
)


def judge(case: Case) -> Judgement:
    """The verdict on one entry; the first demand it fails gives the code."""
    for code, is_met in _DEMANDS:
        if not is_met(case):
            return Judgement(Verdict.QUARANTINED, code)
    by_kind = _BY_KIND.get(case.kind)
    if by_kind is not None and (code := by_kind(case)):
        return Judgement(Verdict.QUARANTINED, code)
    if case.visit is None:
        started = case.kind == Kind.STARTED
        return Judgement(Verdict.STORED if started else Verdict.WAITING)
    return Judgement(Verdict.STORED)
