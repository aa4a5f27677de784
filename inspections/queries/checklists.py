"""Published checklists. Frozen once published, so each is read from the database once."""

from dataclasses import dataclass
from datetime import date

from inspections.models import ChecklistItem, ChecklistVersion
from inspections.rules.judgement import ItemFacts


@dataclass(frozen=True, slots=True)
class Checklist:
    """A published version: its validity, and what is known of each item."""

    code: str
    valid_from: date
    valid_to: date | None
    items: dict[str, ItemFacts]


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
        )
    return _PUBLISHED[code]
