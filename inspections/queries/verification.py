"""What the public may learn of a seal: that it is known, whose it is, and since when."""

from dataclasses import dataclass
from datetime import datetime

from inspections.models import Entry, Section
from inspections.rules.contract import Kind


@dataclass(frozen=True, slots=True)
class KnownSeal:
    """A seal that the record holds, without a word of what it seals."""

    agency: str
    municipality: str
    sealed_at: datetime
    amendments: int


def known_seal(seal: str) -> KnownSeal | None:
    """The seal of this hash; None when the record knows none."""
    section = (
        Section.objects.filter(seal=seal).select_related("agency__municipality").first()
    )
    if section is None or section.agency is None or section.sealed_at is None:
        return None
    additions = Entry.objects.filter(
        visit=section.visit_id, section=section.code, kind=Kind.AMENDED
    )
    return KnownSeal(
        section.agency.name,
        section.agency.municipality.name,
        section.sealed_at,
        additions.count(),
    )
