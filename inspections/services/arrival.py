"""An element of a batch on its way into the log: what it says, whose it is, what became
of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from accounts.models import Membership, User
from core.corrected_time import Sent, corrected
from core.nights import local
from inspections.rules.contract import Entry, Header, Unreadable
from inspections.rules.judgement import Case, StartFacts, Verdict, judge
from inspections.rules.parcel import Wire, read_element

if TYPE_CHECKING:
    from inspections.services.facts import Facts


class Status(StrEnum):
    """What a device is told. It may forget nothing before a receipt names the entry."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    WAITING = "waiting"
    LATE = "late"
    QUARANTINED = "quarantined"


Place = tuple[str, str]


@dataclass(slots=True)
class Arrival:
    """One element of one parcel. `home` is the membership of whoever carried it.

    `barred`: why an earlier try showed that it cannot enter the log.
    """

    wire: Wire
    index: int
    element: object
    parcel_id: UUID
    sent: Sent
    carrier: User
    home: Membership
    entry: Entry | None = None
    unreadable: str = ""
    unreadable_where: str = ""
    recorded_at: datetime | None = None
    clock_offset_ms: int = 0
    status: Status = Status.QUARANTINED
    code: str = ""
    where: str = ""
    held_as: str | None = None
    barred: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it may still enter the log: readable, and not there already."""
        return self.entry is not None and self.status != Status.DUPLICATE

    @property
    def claimed_stream(self) -> str:
        return self.wire.stream

    @property
    def claimed_id(self) -> str | None:
        return None if self.entry is None else self.entry.header["id"]

    @property
    def header(self) -> Header:
        """The header; only asked of what was readable."""
        assert self.entry is not None
        return self.entry.header

    @property
    def header_hash(self) -> str:
        assert self.entry is not None
        return self.entry.header_hash

    @property
    def id(self) -> str:
        return self.header["id"]

    @property
    def visit(self) -> str:
        return self.header["visit"]

    @property
    def place(self) -> Place:
        """The visit and the section it belongs to."""
        return self.header["visit"], self.header["section"]

    def settle(self, status: Status) -> None:
        """Give the final word, with nothing more to say."""
        self.status, self.code, self.where = status, "", ""

    def forget_judgement(self) -> None:
        """Begin again, as after a lost race: nothing of an earlier try counts."""
        self.status, self.code, self.where = Status.QUARANTINED, "", ""
        if self.entry is None:
            self.code, self.where = self.unreadable, self.unreadable_where

    def quarantine(self, code: str, where: str = "") -> None:
        self.status, self.code, self.where = Status.QUARANTINED, code, where

    def judge(self, facts: "Facts") -> None:
        """Set the status from the rule; duplicates and the unreadable stay as they are."""
        if not self.is_open:
            return
        if self.barred:
            self.quarantine(self.barred)
            return
        assert self.entry is not None
        assert self.recorded_at is not None
        stream = facts.streams.get(self.wire.stream)
        if stream is None:
            self.quarantine("unknown_stream")
            return
        if not facts.is_signed(self.wire):
            self.quarantine("signature")
            return
        civil_date = local(self.recorded_at).date()
        judgement = judge(
            Case(
                entry=self.entry,
                recorded_at=self.recorded_at,
                received_at=self.sent.received_at,
                civil_date=civil_date,
                stream=stream,
                is_member=facts.is_member(stream, civil_date),
                visit=facts.visits.get(self.header["visit"]),
                start=facts.starts.get(stream.municipality, StartFacts.nothing()),
                agencies=facts.agencies.get(stream.municipality, frozenset()),
                officers=facts.officers.get(stream.municipality, frozenset()),
                other=facts.visits.get(str(self.entry.payload.get("other"))),
            )
        )
        if judgement.verdict == Verdict.QUARANTINED:
            self.quarantine(judgement.code)
        elif judgement.verdict == Verdict.WAITING:
            self.status, self.code = Status.WAITING, "visit_not_here"
        else:
            self.settle(Status.STORED)


def unpack(
    wire: Wire, parcel_id: UUID, sent: Sent, carrier: User, home: Membership
) -> Iterator[Arrival]:
    """Read every element of a parcel; what is no entry keeps its code and place."""
    for index, element in enumerate(wire.elements):
        arrival = Arrival(wire, index, element, parcel_id, sent, carrier, home)
        read(arrival)
        yield arrival


def read(arrival: Arrival) -> None:
    """Read the texts and the time of an arrival, or note why that is not possible."""
    try:
        entry = read_element(arrival.element)
        arrival.recorded_at, arrival.clock_offset_ms = corrected(
            entry.header["device_at"],
            entry.header["mono_ms"],
            entry.header["boot"],
            arrival.sent,
        )
    except Unreadable as error:
        arrival.unreadable, arrival.unreadable_where = error.code, error.where
    except ValueError:
        arrival.unreadable, arrival.unreadable_where = "not_a_time", "header.device_at"
    else:
        arrival.entry = entry
