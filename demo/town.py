"""The demo's municipality: Östersund with agencies and people who do not exist."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.models import Agency, AgencyKind, Membership, Municipality, Role, User
from inspections.models import Occasion
from venues.models import RestaurangnummerPrefix

SINCE = date(2024, 1, 1)
_AGENCIES = (
    ("licensing", AgencyKind.LICENSING, "Tillståndsenheten"),
    ("police", AgencyKind.POLICE, "Polisen, lokalpolisområdet"),
    ("fire", AgencyKind.FIRE, "Räddningstjänsten"),
    ("tax", AgencyKind.TAX, "Skatteverket"),
    ("environment", AgencyKind.ENVIRONMENT, "Miljö och hälsa"),
)
_PEOPLE = (
    ("ines", "Ines Inspektör", "licensing", (Role.INSPECTOR,)),
    ("ivar", "Ivar Inspektör", "licensing", (Role.INSPECTOR,)),
    ("karin", "Karin Samordnare", "licensing", (Role.COORDINATOR, Role.ADMINISTRATOR)),
    ("petra", "Petra Polis", "police", (Role.INSPECTOR,)),
    ("pelle", "Pelle Polis", "police", (Role.INSPECTOR, Role.COORDINATOR)),
    ("frida", "Frida Brandman", "fire", (Role.INSPECTOR,)),
    ("rut", "Rut Revisor", "licensing", (Role.AUDITOR,)),
)


@dataclass(frozen=True, slots=True)
class Login:
    email: str
    password: str
    name: str
    roles: str


def password_of(email: str) -> str:
    """A password of this installation's own, the same every time it is asked for."""
    digest = hmac.new(settings.SECRET_KEY.encode(), email.encode(), hashlib.sha256)
    return f"lykta-{digest.hexdigest()[:12]}"


@transaction.atomic
def settle_town() -> list[Login]:
    """Make what is lacking of the town, and answer with everybody's login."""
    municipality, _ = Municipality.objects.get_or_create(
        code="2380", defaults={"name": "Östersund"}
    )
    RestaurangnummerPrefix.objects.get_or_create(
        municipality=municipality, prefix="2380"
    )
    agencies = {
        code: Agency.objects.get_or_create(
            municipality=municipality, code=code, defaults={"kind": kind, "name": name}
        )[0]
        for code, kind, name in _AGENCIES
    }
    logins = []
    for short, name, agency, roles in _PEOPLE:
        email = f"{short}@demo.example"
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, name, password_of(email))
        for role in roles:
            Membership.objects.get_or_create(
                user=user,
                municipality=municipality,
                agency=agencies[agency],
                role=role,
                defaults={"started_on": SINCE},
            )
        titles = ", ".join(str(role.label) for role in roles)
        logins.append(Login(email, password_of(email), name, f"{titles} ({agency})"))
    return logins


@transaction.atomic
def plan_occasion(pk: UUID, night: date) -> Occasion:
    """The joint night that the demo replays."""
    municipality = Municipality.objects.get(code="2380")
    occasion, _ = Occasion.objects.get_or_create(
        pk=pk,
        defaults={
            "municipality": municipality,
            "night": night,
            "name": "Samordnad tillsyn, fingerad",
        },
    )
    occasion.invited.set(
        Agency.objects.filter(
            municipality=municipality, code__in=["licensing", "police", "fire"]
        )
    )
    return occasion
