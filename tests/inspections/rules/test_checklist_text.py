import json
from typing import Any

import pytest

from inspections.rules.checklist_text import differences, faults_of
from inspections.services.checklists import FOLDER

ITEM: dict[str, Any] = {
    "code": "ALK-01", "text_sv": "Servering utan tillstånd", "text_en": "No licence",
    "lagrum": "AL 8:1", "severity": "critical", "follow_ups": ["F4"],
    "owner": "licensing",
}  # fmt: skip


def test_the_published_file_meets_every_demand() -> None:
    read = json.loads((FOLDER / "2026-01.json").read_text(encoding="utf-8"))
    assert faults_of(read["items"]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"text_sv": " "}, {"text_en": None}, {"lagrum": ""}, {"text_sv": "x" * 301},
        {"severity": "grave"}, {"follow_ups": []}, {"follow_ups": ["F9"]},
        {"owner": "church"}, {"valid_from": "2026-06-01", "valid_to": "2026-05-31"},
    ],
    ids=str,
)  # fmt: skip
def test_each_slip_is_named_with_its_item(change: dict[str, Any]) -> None:
    (fault,) = faults_of([{**ITEM, **change}])
    assert fault[0] == "ALK-01"
    assert str(fault[1])


def test_an_empty_list_and_a_code_twice_are_slips() -> None:
    assert len(faults_of([])) == 1
    assert len(faults_of([ITEM, ITEM])) == 1


def test_what_differs_is_told_member_by_member() -> None:
    other = {**ITEM, "code": "ALK-02"}
    changed = {**ITEM, "severity": "minor", "valid_to": "2026-05-31"}
    assert differences([ITEM, other], [changed]) == [
        ("ALK-01", "severity", "critical", "minor"),
        ("ALK-01", "valid_to", None, "2026-05-31"),
        ("ALK-02", "item", ITEM["text_sv"], None),
    ]
    assert differences([], [ITEM]) == [("ALK-01", "item", None, ITEM["text_sv"])]
