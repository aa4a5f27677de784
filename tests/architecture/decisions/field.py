"""What was decided about the field API."""

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.architecture.calls import (
    READERS,
    SEALERS,
    SECTION,
    SIGNED_IN,
    Decision,
    get,
    post,
)
from tests.architecture.world import World, picture


def receipt(client: Client, world: World) -> Any:
    return client.get(reverse("field_receipt"), {"stream": world.stream})


def photo_up(client: Client, world: World) -> Any:
    url = reverse("field_photo", kwargs={"sha256": world.photo})
    return client.put(
        f"{url}?stream={world.stream}", picture(), content_type="image/jpeg"
    )


DEVICE = {
    "device": str(uuid.uuid4()), "name": "P", "stream": str(uuid.uuid4()),
    "municipality": "2380", "agency": "licensing", "public_key": "AAAA",
}  # fmt: skip
RELEASE = {
    "recipient_kind": "public", "recipient_name": "Alla", "ground": "TF 2",
    "weighing": "Inget röjs",
}  # fmt: skip
BATCH = {
    "sent": {"device_at": "2026-11-20T22:00:00.000+01:00", "mono_ms": 1, "boot": "x"},
    "parcels": [],
}

FIELD: dict[str, list[Decision]] = {
    "field_entries": [
        Decision(
            post("field_entries", BATCH),
            frozenset({"inspector", "police", "stranger"}),
            refused=(403,),
        )
    ],
    "field_bundle": [Decision(get("field_bundle"), SIGNED_IN)],
    "field_session": [Decision(get("field_session"), SIGNED_IN)],
    "field_visit": [Decision(get("field_visit", visit="visit"), READERS)],
    "field_devices": [
        Decision(get("field_devices"), SIGNED_IN),
        Decision(
            post("field_devices", DEVICE),
            frozenset({"inspector", "coordinator"}),
            refused=(403,),
            passed=(400,),
        ),
    ],
    "field_device_revoke": [
        Decision(
            post("field_device_revoke", {"reason": "Borta"}, stream="stream"),
            frozenset({"coordinator", "administrator"}),
        )
    ],
    "field_receipt": [Decision(receipt, frozenset({"coordinator", "administrator"}))],
    "field_photo": [
        Decision(get("field_photo", sha256="photo"), READERS),
        Decision(
            photo_up, frozenset({"inspector", "police", "stranger"}), refused=(403,)
        ),
    ],
    "field_seal": [
        Decision(post("field_seal", **SECTION), SEALERS, refused=(403, 404))
    ],
    "field_amend": [
        Decision(
            post("field_amend", {"text": "Tillägg"}, **SECTION),
            SEALERS,
            refused=(403, 404),
        )
    ],
    "field_release": [
        Decision(
            post("field_release", RELEASE, **SECTION),
            frozenset({"coordinator"}),
            refused=(403, 404),
        )
    ],
}
