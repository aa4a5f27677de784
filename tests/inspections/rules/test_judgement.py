"""The table of demands: each broken alone, on a case that else is right."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from inspections.queries.held_words import CODES
from inspections.rules.contract import Entry
from inspections.rules.judgement import (
    Case,
    ItemFacts,
    StartFacts,
    StreamFacts,
    Verdict,
    VisitFacts,
    judge,
)

NOW = datetime(2026, 11, 20, 22, tzinfo=UTC)
DAY = date(2026, 11, 20)
VISIT = VisitFacts(
    "2380",
    {
        "ALK-03": ItemFacts("licensing", None, None),
        "BRA-01": ItemFacts("fire", None, None),
        "GAMMAL": ItemFacts("licensing", None, date(2026, 5, 31)),
    },
    "start",
    "krog",
    DAY,
)
START = StartFacts(
    frozenset({"krog"}), {"2026-01": (date(2026, 1, 1), None)}, frozenset({"kväll"})
)
STREAM = StreamFacts("stream", "ines", "2380", "licensing", 1, "licensing", False)


def entry(kind: str, section: str, payload: dict[str, Any], **header: str) -> Entry:
    said: Any = {
        "id": "one", "visit": "visit", "section": section, "kind": kind,
        "author": "ines", "stream": "stream", **header,
    }  # fmt: skip
    return Entry("", "", "", said, payload)


def answer(item: str = "ALK-03", **header: str) -> Entry:
    return entry("answered", "licensing", {"item": item}, **header)


def start(**payload: str) -> Entry:
    said = {"venue": "krog", "checklist": "2026-01", **payload}
    return entry("started", "common", said, id="start")


def case(one: Entry, **otherwise: Any) -> Case:
    right = Case(
        entry=one, recorded_at=NOW, received_at=NOW, civil_date=DAY, stream=STREAM,
        is_member=True, visit=VISIT, start=START, agencies=frozenset({"police"}),
        officers=frozenset({("petra", "police")}),
    )  # fmt: skip
    return replace(right, **otherwise)


FIRE = replace(STREAM, agency="fire", agency_kind="fire")
ELSEWHERE = replace(VISIT, municipality="2281")
JOINED = {"officer": "petra", "agency": "police"}
BROKEN = {
    "time_impossible": case(answer(), recorded_at=NOW + timedelta(days=2)),
    "stream_mismatch": case(answer(stream="another")),
    "author_mismatch": case(answer(author="petra")),
    "stream_revoked": case(answer(), stream=replace(STREAM, is_revoked=True)),
    "no_role": case(answer(), is_member=False),
    "server_kind": case(entry("sealed", "licensing", {})),
    "other_agencys_section": case(entry("noted", "police", {})),
    "wrong_section": case(entry("answered", "common", {"item": "ALK-03"})),
    "other_municipality": case(answer(), visit=ELSEWHERE),
    "already_started": case(replace(start(), header={**start().header, "id": "two"})),
    "unknown_venue": case(start(venue="annan"), visit=None),
    "unknown_checklist": case(start(checklist="1999-01"), visit=None),
    "checklist_not_valid_that_day": case(
        start(), visit=None, civil_date=date(2025, 12, 31)
    ),
    "unknown_occasion": case(start(occasion="ingen"), visit=None),
    "unknown_item": case(answer("ALK-99")),
    "item_of_other_agency": case(
        entry("answered", "fire", {"item": "ALK-03"}), stream=FIRE
    ),
    "item_not_valid_that_day": case(answer("GAMMAL")),
    "unknown_agency": case(entry("joined", "common", {**JOINED, "agency": "tull"})),
    "unknown_officer": case(entry("joined", "common", {**JOINED, "officer": "sten"})),
    "same_as_itself": case(entry("same_visit", "common", {"other": "visit"})),
    "unknown_other_visit": case(
        entry("same_visit", "common", {"other": "other"}), other=ELSEWHERE
    ),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_demand_that_is_not_met_gives_its_own_code(code: str) -> None:
    found = judge(BROKEN[code])
    assert (found.verdict, found.code) == (Verdict.QUARANTINED, code)
    assert code in CODES


@pytest.mark.parametrize(
    "right",
    [
        case(answer()),
        case(answer("BRA-01")),  # the licensing unit may note what it hands over
        case(start(occasion="kväll"), visit=None),
        case(entry("joined", "common", JOINED)),
        case(entry("noted", "common", {})),
        case(entry("same_visit", "common", {"other": "other"}), other=VISIT),
    ],
    ids=lambda one: one.kind,
)
def test_what_meets_every_demand_is_stored(right: Case) -> None:
    assert judge(right).verdict == Verdict.STORED


def test_what_comes_before_its_visit_waits() -> None:
    assert judge(case(answer(), visit=None)).verdict == Verdict.WAITING
