import random
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.rules.fold import LogEntry, SectionFold, fold_section
from tests.inspections.rules.vectors import load, log_entry

VECTORS = load("fold.json")


def said(fold: SectionFold) -> dict[str, Any]:
    return {
        "items": {
            code: {
                **asdict(item),
                "answers": list(item.answers),
                "findings": list(item.findings),
            }
            for code, item in fold.items.items()
        },
        "timeline": [entry.id for entry in fold.timeline],
        "retracted": sorted(fold.retracted),
        "open_streams": sorted(fold.open_streams),
        "awaited": sorted(fold.awaited),
    }


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_the_fold_keeps_its_vectors_in_every_order(vector: dict[str, Any]) -> None:
    entries = [log_entry(row) for row in vector["entries"]]
    for seed in range(20):
        random.Random(seed).shuffle(entries)
        assert said(fold_section(entries)) == vector["expect"]


NIGHT = datetime(2026, 11, 20, 20, tzinfo=UTC)


@st.composite
def logs(draw: st.DrawFn) -> list[LogEntry]:
    """A log of up to three streams that answer, supersede and retract at random."""
    entries: list[LogEntry] = []
    for seq in range(1, draw(st.integers(1, 12)) + 1):
        stream = draw(st.sampled_from(["s1", "s2", "s3"]))
        earlier = [entry.id for entry in entries]
        some = draw(st.lists(st.sampled_from(earlier), max_size=3)) if earlier else []
        kind = draw(st.sampled_from(["answered"] * 4 + ["retracted"] * bool(earlier)))
        payload: dict[str, object] = (
            {
                "item": draw(st.sampled_from(["ALK-01", "ALK-02"])),
                "value": draw(st.sampled_from(["ok", "not_checked"])),
                "supersedes": some,
            }
            if kind == "answered"
            else {"entry": draw(st.sampled_from(earlier)), "reason": "fel"}
        )
        entries.append(
            LogEntry(
                id=f"e{seq:02}",
                section="licensing",
                kind=kind,
                author=draw(st.sampled_from(["ines", "ivar"])),
                stream=stream,
                seq=seq,
                recorded_at=NIGHT + timedelta(minutes=draw(st.integers(-90, 90))),
                payload=payload,
            )
        )
    return entries


@given(logs(), st.randoms(use_true_random=False))
def test_arrival_order_never_matters(
    entries: list[LogEntry], chance: random.Random
) -> None:
    expected = said(fold_section(entries))
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert said(fold_section(shuffled)) == expected


@given(logs())
def test_no_item_that_was_answered_and_not_retracted_falls_silent(
    entries: list[LogEntry],
) -> None:
    fold = fold_section(entries)
    answered = {
        str(entry.payload["item"])
        for entry in entries
        if entry.kind == "answered" and entry.payload and entry.id not in fold.retracted
    }
    assert set(fold.items) == answered
    assert all(item.answers for item in fold.items.values())


@given(logs())
def test_the_corrected_clock_decides_nothing_but_display(
    entries: list[LogEntry],
) -> None:
    def without_time(entry: LogEntry) -> LogEntry:
        return LogEntry(
            **{
                **{name: getattr(entry, name) for name in LogEntry.__slots__},
                "recorded_at": NIGHT,
            }
        )

    assert fold_section(entries).items == fold_section(map(without_time, entries)).items
