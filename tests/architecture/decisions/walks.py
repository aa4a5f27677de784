"""What was decided about walks: whoever sees walks of the town sees them all; inspectors
and coordinators record them, coordinators plan them and settle what is held back.
"""

import hashlib
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.architecture.calls import READERS, Decision, get, post
from tests.architecture.world import World, picture

_SEE = READERS | {"police"}
_PLAN = frozenset({"coordinator"})
_RECORD = frozenset({"inspector", "coordinator", "police", "stranger"})
_NO = (403, 404)
_ELSEWHERE = frozenset({"stranger"})
_NOTES = {
    "sent": {"device_at": "2026-11-20T22:00:00.000+01:00", "mono_ms": 1, "boot": "x"},
    "notes": [],
}


def photo_up(client: Client, world: World) -> Any:
    digest = hashlib.sha256(picture()).hexdigest()
    url = reverse("field_note_photo", kwargs={"note": world.note, "sha256": digest})
    return client.put(url, picture(), content_type="image/jpeg")


WALKS: dict[str, list[Decision]] = {
    "walk_list": [
        Decision(get("walk_list"), _SEE | _ELSEWHERE),
        Decision(post("walk_list"), _PLAN | _ELSEWHERE, _NO, (200,)),
    ],
    "walk_detail": [Decision(get("walk_detail", walk="walk"), _SEE)],
    "walk_cancel": [
        Decision(
            post("walk_cancel", {"reason": "Regn"}, walk="planned_walk"), _PLAN, _NO
        )
    ],
    "walk_photo": [Decision(get("walk_photo", photo="walk_photo"), _SEE)],
    "note_list": [Decision(get("note_list"), _PLAN | _ELSEWHERE)],
    "note_content": [Decision(get("note_content", digest="held_note"), _PLAN)],
    "note_aside": [
        Decision(
            post("note_aside", {"reason": "Påhitt"}, digest="held_note"), _PLAN, _NO
        )
    ],
    "field_notes": [Decision(post("field_notes", _NOTES), _RECORD, refused=(403,))],
    # Only who sent the note sends its photos, and that is none of these.
    "field_note_photo": [Decision(photo_up, frozenset())],
}
