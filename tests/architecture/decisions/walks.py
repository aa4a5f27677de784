"""What was decided about walks: whoever sees walks of the town sees them all; inspectors
and coordinators record them, coordinators plan them and settle what is held back.
"""

import hashlib
from typing import Any

from django.test import Client
from django.urls import reverse

from core import clock
from tests.architecture.calls import EVERYBODY, READERS, Decision, get, post
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
    # Of the agency that holds the walk; whoever only sees it is told so.
    "safety_new": [
        Decision(get("safety_new"), _PLAN | _ELSEWHERE, _NO),
        Decision(post("safety_new"), _PLAN | _ELSEWHERE, _NO, (200,)),
    ],
    "safety_plan": [
        Decision(get("safety_plan", walk="safety_planned"), _PLAN, _NO),
        Decision(post("safety_plan", walk="safety_planned"), _PLAN, _NO, (200,)),
    ],
    "safety_addresses": [
        Decision(post("safety_addresses", walk="safety_walk"), _PLAN, _NO, (200,))
    ],
    "safety_address_drop": [
        Decision(
            post("safety_address_drop", walk="safety_planned", address="list_address"),
            _PLAN,
            _NO,
        )
    ],
    "safety_invite": [
        Decision(post("safety_invite", walk="safety_planned"), _PLAN, _NO)
    ],
    "safety_end": [
        Decision(post("safety_end", walk="safety_walk"), _PLAN, _NO, (200,))
    ],
    "safety_renew": [Decision(post("safety_renew", walk="safety_planned"), _PLAN, _NO)],
    "safety_gathered": [
        Decision(post("safety_gathered", walk="safety_walk"), _PLAN, _NO, (200,))
    ],
    "measure_add": [
        Decision(post("measure_add", walk="safety_walk"), _PLAN, _NO, (200,))
    ],
    "measure_detail": [
        Decision(get("measure_detail", measure="measure"), _SEE),
        Decision(post("measure_detail", measure="measure"), _PLAN, _NO, (200,)),
        Decision(
            post(
                "measure_detail",
                {"state": "refused", "on": clock.today(), "words": "Påhitt"},
                measure="measure",
            ),
            _PLAN,
            _NO,
            (302,),
        ),
    ],
    "measure_photo": [Decision(get("measure_photo", photo="measure_photo"), _SEE)],
    "protocol_send": [Decision(post("protocol_send", walk="safety_walk"), _PLAN, _NO)],
    "protocol_answer": [
        Decision(
            post("protocol_answer", {"text": "Påhitt"}, walk="safety_walk"), _PLAN, _NO
        )
    ],
    "walk_protocol": [
        Decision(get("walk_protocol", walk="safety_walk", revision="1"), _SEE)
    ],
    # Whoever has the signed address.
    "walk_told": [
        Decision(get("walk_told", address="walk_address"), EVERYBODY),
        Decision(get("walk_told", address="nobody"), EVERYBODY, passed=(404,)),
    ],
    "walk_told_pdf": [
        Decision(get("walk_told_pdf", address="walk_address"), EVERYBODY),
        Decision(get("walk_told_pdf", address="nobody"), EVERYBODY, passed=(404,)),
    ],
    "field_notes": [Decision(post("field_notes", _NOTES), _RECORD, refused=(403,))],
    # Only who sent the note sends its photos, and that is none of these.
    "field_note_photo": [Decision(photo_up, frozenset())],
}
