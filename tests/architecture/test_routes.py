"""Every route × every role × one's own and somebody else's object.

A route that nobody decided about fails here: add it to `DECISIONS` with who may.
"""

import hashlib
import io
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image

from accounts.models import Agency, Membership, PersonalDataRead, Role, User
from core.changes import next_change
from demo.register import demo_register
from inspections.models import (
    ChecklistVersion,
    Destruction,
    HeldEntry,
    Occasion,
    Stream,
)
from inspections.services.checklist_drafts import begin_draft
from inspections.services.photos import keep_photo
from tests.conftest import Town, make_person
from tests.inspections.story import Story
from venues.models import RestaurangnummerPrefix, Venue
from venues.rules.register_layout import OPEN_DATA
from venues.services.import_register import preview_register, upload_register

EVERYBODY = frozenset({"anonymous", *Role.values, "police", "stranger", "nobody"})
SIGNED_IN = EVERYBODY - {"anonymous"}
SEE_VENUES = frozenset(
    {"inspector", "coordinator", "auditor", "training_organiser", "police"}
)
READERS = frozenset({"inspector", "coordinator", "auditor"})
SEALERS = frozenset({"inspector", "coordinator"})
JSON = {"content_type": "application/json"}


@dataclass(frozen=True)
class World:
    """What stands in Östersund's licensing unit, for others to try to reach."""

    visit: str
    venue: str
    batch: str
    stream: str
    photo: str
    seal: str
    held: str
    occasion: str
    proposal: str
    membership: str
    draft: str


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


def receipt(client: Client, world: World) -> Any:
    return client.get(reverse("field_receipt"), {"stream": world.stream})


def photo_up(client: Client, world: World) -> Any:
    url = reverse("field_photo", kwargs={"sha256": world.photo})
    return client.put(
        f"{url}?stream={world.stream}", picture(), content_type="image/jpeg"
    )


def upload(client: Client, _world: World) -> Any:
    file = SimpleUploadedFile("r.csv", demo_register(2))
    return client.post(reverse("import_list"), {"municipality": "2380", "file": file})


def plan(client: Client, world: World) -> Any:
    agency = Agency.objects.get(municipality="2380", code="police")
    return client.post(
        reverse("occasion_list"),
        {"name": "Fredag", "night": "2026-11-27", "invited": [agency.pk]},
    )


def invite(client: Client, world: World) -> Any:
    agency = Agency.objects.get(municipality="2380", code="licensing")
    return client.post(
        reverse("people"),
        {
            "email": "ny@example.test", "name": "Ny", "language": "sv",
            "role": "inspector", "agency": agency.pk, "municipality": "2380",
            "started_on": "2026-11-01",
        },
    )  # fmt: skip


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
SECTION = {"visit": "visit", "section": "licensing"}

DECISIONS: dict[str, list[Decision]] = {
    "healthz": [Decision(get("healthz"), EVERYBODY)],
    "readyz": [Decision(get("readyz"), EVERYBODY, passed=(200, 503))],
    "set_language": [Decision(post("set_language", {"language": "en"}), EVERYBODY)],
    "account_login": [Decision(get("account_login"), EVERYBODY)],
    "account_logout": [Decision(get("account_logout"), EVERYBODY)],
    "verify": [Decision(get("verify", seal="seal"), EVERYBODY)],
    "start": [Decision(get("start"), SIGNED_IN)],
    # Lists answer everybody who is signed in, with what is theirs: see the test of lists.
    "venue_list": [Decision(get("venue_list"), SIGNED_IN)],
    "visit_list": [Decision(get("visit_list"), SIGNED_IN)],
    "due": [Decision(get("due"), SIGNED_IN)],
    "devices": [Decision(get("devices"), SIGNED_IN)],
    "quarantine": [Decision(get("quarantine"), SIGNED_IN)],
    "occasion_list": [
        Decision(get("occasion_list"), SIGNED_IN),
        # Whoever may not plan has no agency to choose: the form comes back.
        Decision(plan, frozenset({"coordinator"}), refused=(200,), passed=(302,)),
    ],
    "occasion_detail": [
        Decision(get("occasion_detail", occasion="occasion"), READERS | {"police"})
    ],
    "people": [
        Decision(get("people"), frozenset({"administrator"}), refused=(403,)),
        Decision(invite, frozenset({"administrator"}), refused=(403,), passed=(302,)),
    ],
    "role_end": [
        Decision(
            post("role_end", membership="membership"), frozenset({"administrator"})
        )
    ],
    "account_reset_password_from_key": [
        Decision(get("account_reset_password_from_key", uidb36="a", key="b"), EVERYBODY)
    ],
    "account_reset_password_from_key_done": [
        Decision(get("account_reset_password_from_key_done"), EVERYBODY)
    ],
    "checklist_list": [Decision(get("checklist_list"), SIGNED_IN)],
    # What is everybody's may be read by whoever is signed in.
    "checklist": [Decision(get("checklist", code="2026-01"), SIGNED_IN)],
    "draft_begin": [
        Decision(
            post("draft_begin", {"municipality": "2380"}, code="2026-01"),
            frozenset({"coordinator"}),
        )
    ],
    "checklist_draft": [
        Decision(get("checklist_draft", draft="draft"), frozenset({"coordinator"}))
    ],
    "checklist_item": [
        Decision(
            get("checklist_item", draft="draft", item="ALK-03"),
            frozenset({"coordinator"}),
        )
    ],
    "draft_publish": [
        Decision(
            post("draft_publish", {"discard": "1"}, draft="draft"),
            frozenset({"coordinator"}),
        )
    ],
    "destruction_list": [Decision(get("destruction_list"), SIGNED_IN)],
    "destruction_propose": [
        Decision(
            get("destruction_propose", **SECTION),
            frozenset({"coordinator"}),
            refused=(403, 404),
        ),
        Decision(
            post("destruction_propose", {"ground": "GDPR 17"}, **SECTION),
            frozenset({"coordinator"}),
            refused=(403, 404),
        ),
    ],
    "destruction_decide": [
        Decision(
            post("destruction_decide", {"decision": "decline"}, destruction="proposal"),
            frozenset({"coordinator"}),
        )
    ],
    "conflict_settle": [
        # What is sealed has no conflict any more: whoever may is told so.
        Decision(
            post(
                "conflict_settle",
                {"item": "ALK-03", "answer": str(uuid.uuid4()), "reason": "Såg själv"},
                **SECTION,
            ),
            SEALERS,
            refused=(403, 404),
            passed=(409,),
        )
    ],
    "search": [Decision(get("search"), SIGNED_IN)],
    "accessibility": [Decision(get("accessibility"), EVERYBODY)],
    "design": [
        Decision(
            get("design"),
            SIGNED_IN - {"nobody", "trainer", "partner", "police_approver"},
            refused=(403,),
        )
    ],
    "venue_places": [Decision(get("venue_places"), SIGNED_IN)],
    "venue_heat": [Decision(get("venue_heat"), SIGNED_IN)],
    "filter_save": [
        Decision(post("filter_save", {"name": "Sent", "query": "late=on"}), SIGNED_IN)
    ],
    "filter_forget": [Decision(post("filter_forget", filter_id="1"), SIGNED_IN)],
    "diary_number": [
        Decision(
            post("diary_number", {"diary_number": "ALK-2026-1"}, **SECTION),
            SEALERS,
            refused=(403, 404),
            passed=(302, 409),
        )
    ],
    "held_detail": [
        Decision(get("held_detail", digest="held"), frozenset({"coordinator"}))
    ],
    "held_settle": [
        Decision(
            post("held_settle", {"decision": "aside", "reason": "Fel"}, digest="held"),
            frozenset({"coordinator"}),
        )
    ],
    "rescue": [
        Decision(get("rescue"), frozenset({"coordinator", "stranger"}), refused=(403,)),
        Decision(
            post("rescue"), frozenset({"coordinator", "stranger"}), refused=(403,)
        ),
    ],
    "mapping": [
        Decision(get("mapping"), frozenset({"coordinator", "stranger"}), refused=(403,))
    ],
    "import_list": [
        Decision(get("import_list"), SIGNED_IN),
        # A refused file is shown beside its field: only the coordinator gets further.
        Decision(upload, frozenset({"coordinator"}), refused=(200,), passed=(302,)),
    ],
    "venue_detail": [Decision(get("venue_detail", venue="venue"), SEE_VENUES)],
    "venue_lacks": [
        Decision(
            get("venue_lacks", venue="venue"),
            frozenset({"coordinator"}),
            refused=(404,),
        ),
        Decision(
            post(
                "venue_lacks",
                {
                    "what": "manager",
                    "manager-name": "Påhittad Person",
                    "manager-notified_on": "2026-01-01",
                },
                venue="venue",
            ),
            frozenset({"coordinator"}),
            refused=(404,),
        ),
    ],
    "manager_end": [
        Decision(
            post("manager_end", {"manager": str(uuid.uuid4())}, venue="venue"),
            frozenset(),
            refused=(403, 404),
        )
    ],
    "condition_strike": [
        Decision(
            post("condition_strike", venue="venue", condition="1"),
            frozenset(),
            refused=(403, 404),
        )
    ],
    "import_detail": [
        Decision(get("import_detail", batch="batch"), frozenset({"coordinator"}))
    ],
    "import_apply": [
        Decision(post("import_apply", batch="batch"), frozenset({"coordinator"}))
    ],
    "visit_detail": [Decision(get("visit_detail", visit="visit"), READERS)],
    "protocol": [Decision(get("protocol", **SECTION), READERS)],
    "seal": [Decision(post("seal", **SECTION), SEALERS, refused=(403, 404))],
    "amend": [
        Decision(
            post("amend", {"text": "Tillägg"}, **SECTION), SEALERS, refused=(403, 404)
        )
    ],
    "device_revoke": [
        Decision(
            post("device_revoke", {"reason": "Borta"}, stream="stream"),
            frozenset({"coordinator", "administrator"}),
        )
    ],
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
            frozenset({"inspector"}),
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
    "schema": [Decision(get("schema"), EVERYBODY)],
}


def routes(resolver: URLResolver) -> Iterator[str | None]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from routes(part)
        elif isinstance(part, URLPattern):
            yield part.name


def test_somebody_decided_about_every_route() -> None:
    assert set(routes(get_resolver())) == set(DECISIONS)


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def world(story: Story, karin: User, ostersund: Town) -> World:
    story.start()
    digest = hashlib.sha256(picture()).hexdigest()
    story.write("photographed", {"shrunk": {"sha256": digest, "bytes": len(picture())}})
    story.answer_the_rest().finish().send()
    stream = Stream.objects.get(pk=story.tablet.stream)
    keep_photo(
        carrier=story.officer, stream=stream.pk, digest=digest, content=picture()
    )
    section = story.seal()
    story.write("answered", {"item": "ALK-99", "value": "ok", "supersedes": []})
    story.send()
    RestaurangnummerPrefix.objects.create(
        municipality=ostersund.municipality, prefix="2380"
    )
    batch = upload_register(
        user=karin, municipality=ostersund.municipality, file_name="r.csv",
        content=demo_register(3), layout=OPEN_DATA, is_full=False,
    )  # fmt: skip
    preview_register(batch=batch.pk)
    occasion = Occasion.objects.create(
        municipality=ostersund.municipality, night="2026-11-20", name="Fredag"
    )
    draft = begin_draft(
        user=karin, municipality=ostersund.municipality,
        version=ChecklistVersion.objects.get(),
    )  # fmt: skip
    proposal = Destruction.objects.create(
        section=section, entries=[], ground="GDPR 17", state="proposed",
        proposed_at=section.sealed_at, proposed_by=story.officer,
    )  # fmt: skip
    return World(
        story.visit,
        str(story.venue.pk),
        str(batch.pk),
        story.tablet.stream,
        digest,
        section.seal,
        HeldEntry.objects.get().pk,
        str(occasion.pk),
        str(proposal.pk),
        str(Membership.objects.get(user=story.officer).pk),
        str(draft.pk),
    )


@pytest.fixture
def client_of(ostersund: Town, petra: User, sten: User) -> Callable[[str], Client]:
    def make(role: str) -> Client:
        client = Client()
        if role == "anonymous":
            return client
        if role == "police":
            client.force_login(petra)
        elif role == "stranger":
            client.force_login(sten)
        elif role == "nobody":
            client.force_login(User.objects.create_user("nobody@example.test", "Nils"))
        else:
            client.force_login(
                make_person(f"R{role}", ostersund, "licensing", Role(role))
            )
        return client

    return make


CASES = [
    pytest.param(name, number, id=f"{name}-{number}")
    for name, decisions in DECISIONS.items()
    for number in range(len(decisions))
]


@pytest.mark.parametrize(("name", "number"), CASES)
def test_every_role_gets_what_was_decided(
    name: str, number: int, world: World, client_of: Callable[[str], Client]
) -> None:
    decision = DECISIONS[name][number]
    for role in sorted(EVERYBODY):
        answer = decision.call(client_of(role), world)
        if answer.streaming:  # read to its end, it closes its file
            assert b"".join(answer.streaming_content)
        if role in decision.may:
            expected = decision.passed
        elif role == "anonymous":
            expected = (
                (401,) if answer.wsgi_request.path.startswith("/api/") else (302,)
            )
            if answer.status_code == 302:
                assert answer["Location"].startswith("/login/")
        else:
            expected = decision.refused
        assert answer.status_code in expected, (role, answer.status_code)


@pytest.mark.parametrize("role", ["police", "stranger", "nobody", "trainer", "partner"])
def test_lists_hold_nothing_of_others(
    role: str, world: World, client_of: Callable[[str], Client], story: Story
) -> None:
    client = client_of(role)
    for name in ("visit_list", "devices", "quarantine", "import_list", "start", "due"):
        page = client.get(reverse(name)).content.decode()
        assert world.visit not in page
        assert world.stream not in page
        assert world.batch not in page
        assert (story.venue.name in page) == (
            role == "police" and name in {"due", "start"}
        )


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("visit_detail", ("visit",)),
        ("venue_detail", ("venue",)),
        ("venue_lacks", ("venue",)),
        ("import_detail", ("batch",)),
    ],
)
def test_not_yours_and_not_there_look_the_same(
    name: str, arguments: tuple[str], world: World, sten: User
) -> None:
    client = Client()
    client.force_login(sten)
    (argument,) = arguments
    theirs = client.get(reverse(name, args=[getattr(world, argument)]))
    none = client.get(reverse(name, args=[uuid.uuid4()]))

    def without_the_address(answer: Any) -> str:
        text = answer.content.decode().replace(answer.wsgi_request.path, "")
        return "".join(
            line for line in text.splitlines() if "csrfmiddlewaretoken" not in line
        )

    assert theirs.status_code == none.status_code == 404
    assert without_the_address(theirs) == without_the_address(none)


@pytest.mark.parametrize(
    "name", [name for name in DECISIONS if not name.startswith("field")]
)
def test_pages_bear_the_headers_that_keep_them_safe(
    name: str, world: World, client_of: Callable[[str], Client]
) -> None:
    answer = DECISIONS[name][0].call(client_of("coordinator"), world)

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"


def test_looking_at_peoples_data_is_on_record(
    world: World, client_of: Callable[[str], Client]
) -> None:
    client = client_of("auditor")
    for name, arguments in (
        ("venue_detail", {"venue": world.venue}),
        ("visit_detail", {"visit": world.visit}),
        ("protocol", {"visit": world.visit, "section": "licensing"}),
    ):
        client.get(reverse(name, kwargs=arguments))
    inspector = client_of("inspector")
    Venue.objects.update(change=next_change("venues:2380"))
    inspector.get(reverse("field_bundle"))

    kinds = PersonalDataRead.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["venue", "visit", "protocol", "bundle"]
