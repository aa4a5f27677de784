"""A contract's file, and the texts in what was read."""

import json
from pathlib import Path

from core.contract import texts_in, validators_of


def test_each_definition_judges_by_itself_and_may_lean_on_another(
    tmp_path: Path,
) -> None:
    contract = tmp_path / "contract.json"
    contract.write_text(
        json.dumps(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "$defs": {
                    "name": {"type": "string", "minLength": 1},
                    "person": {"properties": {"name": {"$ref": "#/$defs/name"}}},
                },
            }
        )
    )
    judges = validators_of(contract, ("name", "person"))
    assert judges["name"].is_valid("Vera")
    assert not judges["name"].is_valid({"name": "Vera"})
    assert judges["person"].is_valid({"name": "Vera"})
    assert not judges["person"].is_valid({"name": ""})


def test_texts_are_found_in_keys_and_in_depth() -> None:
    read = {"a": ["b", 1, None, {"c": "d"}], "e": True}
    assert list(texts_in(read)) == ["a", "b", "c", "d", "e"]
