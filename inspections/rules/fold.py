"""What a section of a visit says: a pure fold over its entries.

The order in which entries arrived never matters. An answer stands until another answer
to the same item names it in `supersedes`; two standing answers with different values are
a conflict, which both stay and a person settles with an answer that supersedes them all.
No clock ever decides: corrected time only interleaves the streams for display, and
within a stream the sequence number rules. The same fold in TypeScript is proved by the
same `tests/vectors/fold.json`. Source: architecture, section 3.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import TypedDict, cast

from inspections.rules.contract import Kind


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry as the log holds it. `recorded_at` is the corrected instant, for display.

    `payload` is None when it was destroyed by a decision; the entry then only counts as
    having been there. `is_desk`: written at the desk afterwards, by nobody on site.
    """

    id: str
    section: str
    kind: str
    author: str
    stream: str
    seq: int
    recorded_at: datetime
    payload: Mapping[str, object] | None
    is_desk: bool = False


class FindingInFold(TypedDict):
    id: str
    text: str
    follow_up: str | None
    corrected_on_site: bool
    answer: str


@dataclass(frozen=True, slots=True)
class ItemState:
    """What stands for one item: its answers, their value when they agree, findings."""

    answers: tuple[str, ...]
    value: str | None
    findings: tuple[FindingInFold, ...]

    @property
    def is_conflict(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class SectionFold:
    """One section, folded. Every sequence is in display order.

    `awaited` maps ids that have not arrived to the streams that named them in closing.
    """

    items: Mapping[str, ItemState]
    timeline: tuple[LogEntry, ...]
    retracted: frozenset[str]
    open_streams: frozenset[str]
    awaited: Mapping[str, frozenset[str]]
    admitted: frozenset[str]
    _by_kind: Mapping[str, tuple[LogEntry, ...]] = field(repr=False)

    def standing(self, kind: Kind) -> tuple[LogEntry, ...]:
        """The entries of a kind that nobody retracted, in display order."""
        return self._by_kind.get(kind, ())

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The codes of the items whose standing answers differ."""
        return tuple(code for code, item in self.items.items() if item.is_conflict)


def strings(payload: Mapping[str, object] | None, member: str) -> tuple[str, ...]:
    """A member that holds an array of strings; empty when it is absent."""
    return tuple(cast("Sequence[str]", (payload or {}).get(member, ())))


def fold_section(entries: Iterable[LogEntry]) -> SectionFold:
    """Fold the entries of one section, in whatever order they come."""
    entries = {entry.id: entry for entry in entries}.values()
    timeline = in_display_order(entries)
    retracted = _retracted(entries)
    standing = [entry for entry in timeline if entry.id not in retracted]
    by_kind: dict[str, list[LogEntry]] = defaultdict(list)
    for entry in standing:
        by_kind[entry.kind].append(entry)
    return SectionFold(
        items=_items(by_kind[Kind.ANSWERED]),
        timeline=timeline,
        retracted=retracted,
        open_streams=_open_streams(entries),
        awaited=_awaited(entries),
        admitted=frozenset(
            one
            for entry in by_kind[Kind.AMENDED]
            for one in strings(entry.payload, "admits")
        ),
        _by_kind={kind: tuple(found) for kind, found in by_kind.items()},
    )


def in_display_order(entries: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """Interleave the streams by corrected time, each stream in its own sequence."""
    by_stream = sorted(entries, key=lambda entry: (entry.stream, entry.seq, entry.id))
    streams = [
        list(run) for _, run in groupby(by_stream, key=lambda entry: entry.stream)
    ]
    return tuple(
        heapq.merge(*streams, key=lambda entry: (entry.recorded_at, entry.stream))
    )


def _retracted(entries: Iterable[LogEntry]) -> frozenset[str]:
    """Ids struck out by their own author. A retraction is not itself retracted."""
    author_of = {entry.id: entry.author for entry in entries}
    kind_of = {entry.id: entry.kind for entry in entries}
    return frozenset(
        target
        for entry in entries
        if entry.kind == Kind.RETRACTED and entry.payload is not None
        for target in [str(entry.payload["entry"])]
        if author_of.get(target) == entry.author and kind_of[target] != Kind.RETRACTED
    )


def _items(answers: Iterable[LogEntry]) -> dict[str, ItemState]:
    by_item: dict[str, list[LogEntry]] = defaultdict(list)
    for answer in answers:
        if answer.payload is not None:
            by_item[str(answer.payload["item"])].append(answer)
    return {item: _item_state(by_item[item]) for item in sorted(by_item)}


def _item_state(answers: Sequence[LogEntry]) -> ItemState:
    superseded = _superseded(answers)
    heads = [answer for answer in answers if answer.id not in superseded]
    values = {str((answer.payload or {})["value"]) for answer in heads}
    findings: dict[str, FindingInFold] = {}
    for answer in sorted(heads, key=lambda head: head.id):
        for finding in _findings(answer):
            findings.setdefault(finding["id"], finding)
    return ItemState(
        answers=tuple(sorted(answer.id for answer in heads)),
        value=values.pop() if len(values) == 1 else None,
        findings=tuple(findings[one] for one in sorted(findings)),
    )


def _superseded(answers: Sequence[LogEntry]) -> set[str]:
    """Ids that another answer supersedes. Answers that supersede each other in a ring
    would all vanish, so within a ring nothing is superseded: a person must choose.
    """
    names = {
        answer.id: set(strings(answer.payload, "supersedes")) - {answer.id}
        for answer in answers
    }

    def leads_back(start: str, goal: str) -> bool:
        seen: set[str] = set()
        ahead = [start]
        while ahead:
            one = ahead.pop()
            if one == goal:
                return True
            if one not in seen:
                seen.add(one)
                ahead.extend(names.get(one, ()))
        return False

    return {
        older
        for newer, named in names.items()
        for older in named
        if not leads_back(older, newer)
    }


def _findings(answer: LogEntry) -> Iterable[FindingInFold]:
    listed = cast(
        "Sequence[Mapping[str, object]]", (answer.payload or {}).get("findings", ())
    )
    for finding in listed:
        follow_up = finding.get("follow_up")
        yield FindingInFold(
            id=str(finding["id"]),
            text=str(finding["text"]),
            follow_up=None if follow_up is None else str(follow_up),
            corrected_on_site=bool(finding.get("corrected_on_site", False)),
            answer=answer.id,
        )


_AFTER_THE_VISIT = frozenset({Kind.SEALED, Kind.AMENDED, Kind.RELEASED})


def _open_streams(entries: Iterable[LogEntry]) -> frozenset[str]:
    """Streams that wrote something in the section after they last closed it."""
    last_written: dict[str, int] = {}
    last_closed: dict[str, int] = {}
    for entry in entries:
        if entry.kind in _AFTER_THE_VISIT or entry.is_desk:
            continue
        seen = last_closed if entry.kind == Kind.CLOSED else last_written
        seen[entry.stream] = max(seen.get(entry.stream, 0), entry.seq)
    return frozenset(
        stream
        for stream, seq in last_written.items()
        if last_closed.get(stream, 0) < seq
    )


def _awaited(entries: Iterable[LogEntry]) -> dict[str, frozenset[str]]:
    """Ids that some device held when it closed and that have not arrived."""
    here = {entry.id for entry in entries}
    named: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.kind == Kind.CLOSED:
            for one in strings(entry.payload, "entries"):
                named[one].add(entry.stream)
    return {
        one: frozenset(streams) for one, streams in named.items() if one not in here
    }
