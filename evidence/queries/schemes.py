"""Which scheme holds, and what it says."""

from datetime import date

from django.utils.translation import gettext as _

from core.errors import NotFound
from evidence.models import SchemeVersion
from evidence.rules.scheme import Scheme, scheme_of


def scheme_on(day: date) -> Scheme | None:
    """The scheme in force on a day: the one that began last; None before the first."""
    row = SchemeVersion.objects.filter(valid_from__lte=day).first()
    return None if row is None else scheme_of(row.content)


def scheme_named(code: str) -> Scheme:
    """The scheme of that code; `NotFound` when there is none."""
    row = SchemeVersion.objects.filter(pk=code).first()
    if row is None:
        raise NotFound(_("There is no such scheme."))
    return scheme_of(row.content)
