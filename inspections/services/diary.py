"""The diary number of an agency's section: each agency keeps a diary of its own."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules.capabilities import Capability
from core.errors import WrongState
from inspections.models import Section
from inspections.services.sealing import section_for


@transaction.atomic
def note_diary_number(*, user: User, visit: UUID, code: str, number: str) -> Section:
    """Note the number under which the section is kept; the seal freezes it."""
    section = section_for(user, visit, code, Capability.SEAL_SECTIONS)
    if section.sealed_at is not None:
        raise WrongState(
            _("The section is sealed with its diary number. Add to the record instead.")
        )
    section.diary_number = number.strip()
    section.save(update_fields=["diary_number"])
    return section
