"""Asking a route in somebody's name, and what was decided about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Role
from tests.architecture.world import World

EVERYBODY = frozenset(
    {
        "anonymous", *Role.values, "police", "stranger", "nobody", "manager",
        "other_manager",
    }
)  # fmt: skip
MANAGER = frozenset({"manager"})
MANAGERS = frozenset({"manager", "other_manager"})
SIGNED_IN = EVERYBODY - {"anonymous"}
SEE_VENUES = frozenset(
    {"inspector", "coordinator", "auditor", "training_organiser", "police"}
)
SEE_TRAINING = frozenset(
    {"inspector", "coordinator", "auditor", "training_organiser", "police"}
)
ORGANISE = frozenset({"coordinator", "training_organiser"})
READERS = frozenset({"inspector", "coordinator", "auditor"})
SEALERS = frozenset({"inspector", "coordinator"})
JSON = {"content_type": "application/json"}


@dataclass(frozen=True)
class Decision:
    """Who gets through to the object, and how the rest is told no."""

    call: Callable[[Client, World], Any]
    may: frozenset[str]
    refused: tuple[int, ...] = (404,)
    passed: tuple[int, ...] = (200, 302)


def get(name: str, **arguments: str) -> Callable[[Client, World], Any]:
    def call(client: Client, world: World) -> Any:
        values = {key: getattr(world, value, value) for key, value in arguments.items()}
        return client.get(reverse(name, kwargs=values))

    return call


def post(
    name: str, body: Any = None, **arguments: str
) -> Callable[[Client, World], Any]:
    def call(client: Client, world: World) -> Any:
        values = {key: getattr(world, value, value) for key, value in arguments.items()}
        extra = JSON if name.startswith("field_") else {}
        return client.post(reverse(name, kwargs=values), body or {}, **extra)

    return call


SECTION = {"visit": "visit", "section": "licensing"}
