import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.integrity import to_base64url
from demo.tablet import Tablet
from inspections.models import Stream
from tests.conftest import Town
from tests.inspections.story import Story, statuses

pytestmark = pytest.mark.django_db
As = Callable[[User | None], Client]


def enrolment(tablet: Tablet, **otherwise: object) -> dict[str, object]:
    return {
        "device": tablet.device,
        "name": "Platta 3",
        "stream": tablet.stream,
        "municipality": "2380",
        "agency": "licensing",
        "public_key": to_base64url(tablet.spki),
        **otherwise,
    }


def post(client: Client, url: str, body: Any) -> Any:
    return client.post(f"/api/v1/field/{url}", body, content_type="application/json")


def test_an_officer_enrols_a_device_once_and_again(
    as_: As, ines: User, ostersund: Town
) -> None:
    tablet = Tablet(str(ines.pk), "licensing")

    first = post(as_(ines), "devices", enrolment(tablet))
    again = post(as_(ines), "devices", enrolment(tablet))

    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert Stream.objects.get().officer == ines


def test_an_enrolment_is_not_taken_over(as_: As, ines: User, ostersund: Town) -> None:
    tablet = Tablet(str(ines.pk), "licensing")
    post(as_(ines), "devices", enrolment(tablet))
    other = Tablet(
        str(ines.pk), "licensing", stream=tablet.stream, device=tablet.device
    )

    answer = post(as_(ines), "devices", enrolment(other))

    assert (answer.status_code, answer.json()["code"]) == (409, "enrolled_otherwise")


@pytest.mark.parametrize(
    ("otherwise", "status", "code"),
    [
        ({"agency": "police"}, 403, "not_allowed"),
        ({"agency": "nobody"}, 404, "not_found"),
        ({"public_key": "AAAA"}, 400, "not_a_key"),
        ({"public_key": "å"}, 400, "not_a_key"),
        ({"stream": "x"}, 400, "invalid"),
        ({"name": "a\x00b"}, 400, "invalid"),
        ({"municipality": "23800"}, 400, "invalid"),
    ],
)
def test_an_enrolment_that_does_not_hold_is_refused_in_words(
    as_: As, ines: User, otherwise: dict[str, object], status: int, code: str
) -> None:
    answer = post(
        as_(ines), "devices", enrolment(Tablet(str(ines.pk), "x"), **otherwise)
    )

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["detail"]


def test_what_a_revoked_device_sends_is_quarantined(
    as_: As, karin: User, story: Story
) -> None:
    story.start().send()
    revoke = f"devices/{story.tablet.stream}/revoke"

    answer = post(as_(karin), revoke, {"reason": "Borttappad"})
    story.answer("ALK-03")

    assert answer.json()["revoked_at"]
    assert statuses(story.send()) == [("quarantined", "stream_revoked")]


def test_a_stranger_neither_sees_nor_revokes_my_device(
    as_: As, sten: User, petra: User, story: Story
) -> None:
    for stranger in (sten, petra):
        answer = post(
            as_(stranger), f"devices/{story.tablet.stream}/revoke", {"reason": "Nej"}
        )
        assert answer.status_code == 404
        assert as_(stranger).get("/api/v1/field/devices").json() == []


def test_a_device_nobody_enrolled_cannot_be_told_from_one_of_others(
    as_: As, sten: User, story: Story
) -> None:
    bodies = [
        post(as_(sten), f"devices/{stream}/revoke", {"reason": "Nej"}).json()
        for stream in (story.tablet.stream, uuid.uuid4())
    ]

    assert bodies[0] == bodies[1]


def test_a_receipt_names_what_is_held_and_what_never_came(
    as_: As, story: Story
) -> None:
    import json  # noqa: PLC0415

    from core.integrity import from_base64url, signature_holds  # noqa: PLC0415

    story.start()
    missing = story.answer("ALK-03")
    story.answer("ALK-04")
    story.write("photographed", {"shrunk": {"sha256": "ab" * 32, "bytes": 9}})
    story.tablet.outbox.remove(missing)
    story.send()
    client = as_(story.officer)
    enrolled = client.get("/api/v1/field/devices").json()[0]

    answer = client.get(f"/api/v1/field/receipt?stream={story.tablet.stream}").json()

    receipt = json.loads(answer["receipt"])
    assert receipt["gaps"] == [[2, 2]]
    assert receipt["highest"] == 4
    assert [entry["id"] for entry in receipt["entries"]] == [
        entry.id for entry in story.tablet.outbox
    ]
    assert receipt["photos"] == [{"sha256": "ab" * 32, "bytes": 0, "is_held": False}]
    assert signature_holds(
        from_base64url(enrolled["server_key"]),
        from_base64url(answer["signature"]),
        b"lykta-receipt-v1\n" + answer["receipt"].encode(),
    )
    assert clock.parse_instant(receipt["at"]) <= clock.now()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "stream_missing"),
        ("?stream=", "stream_missing"),
        ("?stream=%00", "bad_request"),
        ("?stream=x&after=-1", "stream_missing"),
    ],
)
def test_a_receipt_asked_for_wrongly_is_a_clear_400(
    as_: As, ines: User, query: str, code: str
) -> None:
    answer = as_(ines).get(f"/api/v1/field/receipt{query}")

    assert answer.status_code == 400
    assert answer.json()["code"] == code
