"""Saving how a register's columns are to be read."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core.errors import Invalid
from venues.models import ColumnMapping
from venues.rules.register_layout import Layout, check_layout


@transaction.atomic
def save_mapping(
    *,
    user: User,
    municipality: Municipality,
    name: str,
    columns: Mapping[str, str],
    of_file: Sequence[str],
) -> ColumnMapping:
    """Save which column holds which field; the same name is said anew.

    `of_file`: the columns of the file it was made from. Raises `Invalid` when the name
    or the number has no column, or two fields share one.
    """
    check_may(user, Capability.IMPORT_REGISTER, municipality)
    check_layout(Layout(name, columns), tuple(of_file))
    used = list(columns.values())
    twice = sorted({one for one in used if used.count(one) > 1})
    if twice:
        raise Invalid(
            _("Each column can be read as one thing only."), particulars=twice
        )
    row, _made = ColumnMapping.objects.update_or_create(
        municipality=municipality, name=name, defaults={"columns": dict(columns)}
    )
    return row
