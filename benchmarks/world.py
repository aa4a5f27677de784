"""The people, venues and tablets that the benches work with."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import django

from demo.tablet import Tablet, uuid7_at

ITEMS = 40


@dataclass(frozen=True)
class Officer:
    """A tablet with the session of its officer."""

    tablet: Tablet
    session: str
    csrf: str


@dataclass(frozen=True)
class World:
    officers: list[Officer]
    venues: list[str]
    items: list[str]


def make_world(
    variables: dict[str, str], officers: int = 8, venues: int = 200
) -> World:
    """Migrate, and make a municipality with officers signed in and tablets enrolled."""
    os.environ.update(variables)
    django.setup()
    from django.conf import settings  # noqa: PLC0415 — only after the set-up
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.middleware.csrf import _get_new_csrf_string  # noqa: PLC0415

    from accounts.models import Agency, AgencyKind, Membership, Municipality, Role, User  # noqa: PLC0415
    from inspections.models import ChecklistItem, Device, Stream  # noqa: PLC0415
    from venues.models import Venue  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("publish_checklists", verbosity=0)
    municipality = Municipality.objects.create(code="2380", name="Östersund")
    agency = Agency.objects.create(
        municipality=municipality,
        code="licensing",
        kind=AgencyKind.LICENSING,
        name="Tillstånd",
    )
    made = Venue.objects.bulk_create(
        Venue(municipality=municipality, name=f"Påhitt {number}")
        for number in range(venues)
    )
    signed_in = []
    for number in range(officers):
        user = User.objects.create_user(f"o{number}@bench.example", f"Officer {number}")
        Membership.objects.create(
            user=user, municipality=municipality, agency=agency, role=Role.INSPECTOR,
            started_on=date(2020, 1, 1),
        )  # fmt: skip
        tablet = Tablet(str(user.pk), "licensing")
        now = datetime.now(tz=UTC)
        device = Device.objects.create(
            id=tablet.device, municipality=municipality, label="Bench", enrolled_at=now
        )
        Stream.objects.create(
            id=tablet.stream, device=device, officer=user, municipality=municipality,
            agency=agency, public_key=tablet.spki, enrolled_at=now,
        )  # fmt: skip
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        signed_in.append(
            Officer(tablet, str(session.session_key), _get_new_csrf_string())
        )
    items = ChecklistItem.objects.filter(owner="licensing").exclude(code="ALK-90")
    codes = list(items.values_list("code", flat=True))
    return World(signed_in, [str(venue.pk) for venue in made], codes)


def write_visit(tablet: Tablet, venue: str, items: list[str], at: datetime) -> None:
    """A complete visit of 45 entries, forty of them answers."""
    visit = uuid7_at(at)
    started = {"venue": venue, "visit_kind": "outer", "checklist": "2026-01"}
    tablet.write(at, visit, "started", started, "common")
    tablet.write(at, visit, "arrived", {}, "common")
    tablet.write(at, visit, "counted", {"guests": 80, "staff": 6}, "common")
    for number in range(ITEMS):
        at += timedelta(seconds=20)
        item = items[number % len(items)]
        answer = {"item": item, "value": "ok", "supersedes": []}
        tablet.write(at, visit, "answered", answer)
    reason = "Kollegan blev sjuk"
    held = [
        one.id
        for one in tablet.outbox
        if one.visit == visit and one.section == "licensing"
    ]
    tablet.write(
        at, visit, "declined_to_sign", {"role": "staff", "reason": "Ville inte"}
    )
    tablet.write(
        at, visit, "closed", {"entries": held, "single_officer_reason": reason}
    )
