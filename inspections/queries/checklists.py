"""Published checklists. Frozen once published, so each is read from the database once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from inspections.models import ChecklistDraft, ChecklistItem, ChecklistVersion
from inspections.rules.judgement import ItemFacts


@dataclass(frozen=True, slots=True)
class Checklist:
    """A published version: its validity, and what is known of each item."""

    code: str
    valid_from: date
    valid_to: date | None
    items: dict[str, ItemFacts]
    municipality: str | None

    def serves(self, municipality: str) -> bool:
        """Whether visits of that municipality may use it."""
        return self.municipality in {None, municipality}


_PUBLISHED: dict[str, Checklist] = {}


def published_checklist(code: str) -> Checklist | None:
    """The checklist of that code; None when no such version was published."""
    if code not in _PUBLISHED:
        version = ChecklistVersion.objects.filter(code=code).first()
        if version is None:
            return None
        items = ChecklistItem.objects.filter(version=version)
        _PUBLISHED[code] = Checklist(
            code=version.code,
            valid_from=version.valid_from,
            valid_to=version.valid_to,
            items={
                item.code: ItemFacts(item.owner, item.valid_from, item.valid_to)
                for item in items
            },
            municipality=version.municipality_id,
        )
    return _PUBLISHED[code]


def checklist_in_force(municipality: str, day: date) -> ChecklistVersion | None:
    """The version by which that municipality inspects on a day: its own before
    everybody's, the latest before an earlier one.
    """
    rows = ChecklistVersion.objects.filter(
        Q(municipality=None) | Q(municipality=municipality),
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        valid_from__lte=day,
    )
    return rows.order_by(
        F("municipality").desc(nulls_last=True), "-valid_from", "-published_at"
    ).first()


def versions_visible_to(user: User) -> QuerySet[ChecklistVersion]:
    """The versions that visits of the person's municipalities use or used."""
    mine = municipalities_where(user, Capability.READ_SECTIONS)
    return ChecklistVersion.objects.filter(
        Q(municipality=None) | Q(municipality__in=mine)
    )


def drafts_visible_to(user: User) -> QuerySet[ChecklistDraft]:
    """The drafts of the municipalities whose checklists the person may change."""
    return ChecklistDraft.objects.filter(
        municipality__in=municipalities_where(user, Capability.EDIT_CHECKLISTS)
    )


def items_of(version: ChecklistVersion) -> list[dict[str, Any]]:
    """The items of a version as objects, as they stand in a checklist's file."""
    return [
        {
            "code": item.code,
            "text_sv": item.text_sv,
            "text_en": item.text_en,
            "lagrum": item.lagrum,
            "severity": item.severity,
            "follow_ups": item.follow_ups,
            "owner": item.owner,
            **{
                name: value.isoformat()
                for name in ("valid_from", "valid_to")
                if (value := getattr(item, name)) is not None
            },
        }
        for item in version.items.all()
    ]
