"""Taking in sheets of incidents, as they were published."""

import hashlib

from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from core import clock
from core.errors import Invalid
from evidence.models import IncidentSheet
from evidence.permissions import check_approves
from evidence.queries.sheets import template_named
from evidence.rules.incident_sheet import read_sheet
from venues.rules.table_file import read_table

MOST_BYTES = 2_000_000


def take_sheet(
    *,
    user: User,
    municipality: Municipality,
    template: str,
    title: str,
    source: str,
    file_name: str,
    content: bytes,
) -> IncidentSheet:
    """Keep a sheet from CSV or XLSX. What does not agree in it is said where it is shown.

    Raises `NotAllowed`; `Invalid` with the row when it is no such sheet.
    """
    check_approves(user, municipality)
    if len(content) > MOST_BYTES:
        raise Invalid(_("The file is larger than 2 MB: this is not such a sheet."))
    table = read_table(content)
    sheet = read_sheet(template_named(template), table.columns, table.rows)
    return IncidentSheet.objects.create(
        municipality=municipality, template=template, title=title, source=source,
        content={
            "periods": list(sheet.periods),
            "counts": {
                code: [[one.all, one.alcohol] for one in counts]
                for code, counts in sheet.counts.items()
            },
            "trends": dict(sheet.trends),
        },
        file_name=file_name[:120].replace("\x00", ""),
        sha256=hashlib.sha256(content).hexdigest(), taken_at=clock.now(), taken_by=user,
    )  # fmt: skip
