"""What was decided about the pages."""

import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Agency
from demo.register import demo_register
from tests.architecture.calls import (
    EVERYBODY,
    READERS,
    SEALERS,
    SECTION,
    SEE_VENUES,
    SIGNED_IN,
    Decision,
    get,
    post,
)
from tests.architecture.world import World


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


def agency_settings(client: Client, _world: World) -> Any:
    agency = Agency.objects.get(municipality="2380", code="police")
    return client.post(reverse("agency_settings", args=[agency.pk]))


DESK: dict[str, list[Decision]] = {
    "healthz": [Decision(get("healthz"), EVERYBODY)],
    "health_ready": [Decision(get("health_ready"), EVERYBODY, passed=(200, 503))],
    "set_language": [Decision(post("set_language", {"language": "en"}), EVERYBODY)],
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
    "agency_settings": [
        Decision(agency_settings, frozenset({"administrator"}), passed=(302,)),
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
            SIGNED_IN - {"nobody", "manager", "other_manager"},
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
    "area_list": [
        Decision(get("area_list"), frozenset({"coordinator", "stranger"})),
        # Without a file: whoever may bring one in is told so.
        Decision(
            post("area_list"), frozenset({"coordinator", "stranger"}), passed=(200,)
        ),
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
    "schema": [Decision(get("schema"), EVERYBODY)],
}
