import json
from typing import Any

import pytest

from core.integrity import payload_hash
from inspections.rules.contract import Kind, Unreadable, read_entry
from tests.inspections.rules.vectors import load

VECTORS = load("contract.json")
KEPT = [vector for vector in VECTORS if "refused" not in vector]
REFUSED = [vector for vector in VECTORS if "refused" in vector]


def read(vector: dict[str, Any]) -> Any:
    return read_entry(
        vector["header"].encode(), vector["payload"].encode(), vector["salt"]
    )


@pytest.mark.parametrize("vector", KEPT, ids=[vector["name"] for vector in KEPT])
def test_an_entry_that_keeps_the_contract_gives_its_hashes(
    vector: dict[str, Any],
) -> None:
    entry = read(vector)

    assert entry.header_hash == vector["header_hash"]
    assert entry.header["payload_hash"] == vector["payload_hash"]
    assert (
        payload_hash(bytes.fromhex(vector["salt"]), vector["payload"].encode())
        == (vector["payload_hash"])
    )
    assert dict(entry.payload) == json.loads(vector["payload"])


@pytest.mark.parametrize("vector", REFUSED, ids=[vector["name"] for vector in REFUSED])
def test_what_breaks_the_contract_is_named_with_its_place(
    vector: dict[str, Any],
) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(vector)

    assert (refusal.value.code, refusal.value.where) == (
        vector["refused"],
        vector["where"],
    )


def test_every_kind_has_a_vector() -> None:
    assert {json.loads(vector["header"])["kind"] for vector in KEPT} == set(Kind)


def test_a_text_beyond_the_limit_is_refused_before_it_is_read() -> None:
    vector = KEPT[0]
    with pytest.raises(Unreadable) as refusal:
        read_entry(vector["header"].encode(), b" " * 300_000, vector["salt"])

    assert refusal.value.code == "too_large"
