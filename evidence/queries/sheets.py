"""Templates of sheets, and the sheets that were taken in."""

import json
from functools import lru_cache
from pathlib import Path

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from evidence.models import IncidentSheet
from evidence.rules.incident_sheet import Count, Sheet, Template, template_of

FOLDER = Path(__file__).parent.parent / "sheets"


@lru_cache
def templates() -> dict[str, Template]:
    """Every template by its code."""
    found = [
        template_of(json.loads(path.read_text("utf-8")))
        for path in sorted(FOLDER.glob("*.json"))
    ]
    return {one.code: one for one in found}


def template_named(code: str) -> Template:
    """The template of that code; `NotFound` when there is none."""
    found = templates().get(code)
    if found is None:
        raise NotFound(_("There is no such sheet."))
    return found


def sheets_visible_to(user: User) -> QuerySet[IncidentSheet]:
    """Those of the municipalities whose evidence the person sees."""
    there = municipalities_where(user, Capability.SEE_EVIDENCE)
    return IncidentSheet.objects.filter(municipality__in=there).select_related(
        "municipality", "taken_by"
    )


def sheet_of(row: IncidentSheet) -> Sheet:
    """What was published, as it was read."""
    return Sheet(
        tuple(row.content["periods"]),
        {
            code: tuple(Count(*one) for one in counts)
            for code, counts in row.content["counts"].items()
        },
        row.content["trends"],
    )
