"""A contract is one file of JSON Schema; each of its definitions judges one kind of text."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import jsonschema_rs


def validators_of(
    contract: Path, names: Iterable[str]
) -> dict[str, jsonschema_rs.Validator]:
    """What judges each of the named definitions of the contract's file."""
    schema = json.loads(contract.read_text(encoding="utf-8"))
    shared = {"$schema": schema["$schema"], "$defs": schema["$defs"]}
    return {
        name: jsonschema_rs.validator_for({**shared, "$ref": f"#/$defs/{name}"})
        for name in names
    }


def texts_in(value: object) -> Iterator[str]:
    """Every text in what was read from JSON, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for pair in value.items():
            for part in pair:
                yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)
