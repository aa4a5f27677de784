"""Changing a checklist without code: copied to a draft, changed, published, frozen."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Conflict, Invalid, NotFound
from core.integrity import canonical_json
from inspections.models import ChecklistDraft, ChecklistVersion
from inspections.queries.checklists import drafts_visible_to, items_of
from inspections.rules.checklist_text import faults_of
from inspections.services.checklists import publish_text

MEMBERS = ("text_sv", "text_en", "lagrum", "severity", "follow_ups", "owner")
_DATES = ("valid_from", "valid_to")


@transaction.atomic
def begin_draft(
    *, user: User, municipality: Municipality, version: ChecklistVersion
) -> ChecklistDraft:
    """Copy a published version into a draft of the municipality's own."""
    check_may(user, Capability.EDIT_CHECKLISTS, municipality)
    today = clock.today()
    return ChecklistDraft.objects.create(
        municipality=municipality,
        based_on=version,
        code=f"{municipality.code}-{today:%Y-%m-%d}",
        name_sv=version.name_sv,
        name_en=version.name_en,
        valid_from=today,
        items=items_of(version),
        begun_at=clock.now(),
        begun_by=user,
    )


@transaction.atomic
def change_draft(
    *, user: User, draft: UUID, code: str, name_sv: str, name_en: str,
    valid_from: date, valid_to: date | None,
) -> ChecklistDraft:  # fmt: skip
    """Change what a draft is called and when it is to be valid."""
    row = _own(user, draft)
    row.code, row.name_sv, row.name_en = code, name_sv, name_en
    row.valid_from, row.valid_to = valid_from, valid_to
    row.save()
    return row


@transaction.atomic
def change_item(
    *, user: User, draft: UUID, item: str, said: Mapping[str, Any]
) -> ChecklistDraft:
    """Say an item of a draft anew. Its code stays: it is how visits know it."""
    row = _own(user, draft)
    for position, known in enumerate(row.items):
        if known["code"] == item:
            changed = {"code": item, **{name: said[name] for name in MEMBERS}}
            changed |= {
                name: said[name].isoformat() for name in _DATES if said.get(name)
            }
            row.items[position] = changed
            row.save()
            return row
    raise NotFound(_("There is no such item in this draft."))


@transaction.atomic
def publish_draft(*, user: User, draft: UUID) -> ChecklistVersion:
    """Publish a draft: frozen from now on, for the visits of this municipality.

    Raises `Invalid` with what is missing, `Conflict` when the code is taken.
    """
    row = _own(user, draft)
    faults = faults_of(row.items)
    if row.valid_to and row.valid_to < row.valid_from:
        faults.append(("", _("It ends before it begins.")))
    if faults:
        raise Invalid(
            _("The checklist cannot be published yet."),
            particulars=[f"{code} {sentence}".strip() for code, sentence in faults],
        )
    if ChecklistVersion.objects.filter(code=row.code).exists():
        raise Conflict(
            _("A version with this code is published already. Choose another code.")
        )
    said: dict[str, object] = {
        "code": row.code,
        "name_sv": row.name_sv,
        "name_en": row.name_en,
        "valid_from": row.valid_from.isoformat(),
        "items": row.items,
    }
    if row.valid_to is not None:
        said["valid_to"] = row.valid_to.isoformat()
    version = publish_text(canonical_json(said), municipality=row.municipality)
    row.delete()
    return version


@transaction.atomic
def discard_draft(*, user: User, draft: UUID) -> None:
    """Throw a draft away; nothing was bound by it."""
    _own(user, draft).delete()


def _own(user: User, draft: UUID) -> ChecklistDraft:
    row = (
        drafts_visible_to(user).select_for_update(of=("self",)).filter(pk=draft).first()
    )
    if row is None:
        raise NotFound(_("There is no such draft, or it is not yours to see."))
    return row
