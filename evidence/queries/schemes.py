"""Which scheme holds, and what it says."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.errors import NotFound
from evidence.models import SchemeVersion
from evidence.rules.scheme import Named, Scheme, scheme_of


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


def scheme_codes() -> frozenset[str]:
    """The codes of every scheme that was published."""
    return frozenset(SchemeVersion.objects.values_list("pk", flat=True))


def schemes_for_tablet(codes: Iterable[str], today: date) -> list[dict[str, Any]]:
    """The schemes of these codes, as a tablet walks by them; the one in force last."""
    rows = SchemeVersion.objects.filter(pk__in=set(codes)).order_by("valid_from", "pk")
    found = {row.pk: scheme_of(row.content) for row in rows}
    if (current := scheme_on(today)) is not None:
        found.pop(current.it.code, None)
        found[current.it.code] = current
    return [
        {
            **_named(scheme.it),
            "areas": [
                {
                    **_named(area.it),
                    "attributes": [_named(one) for one in area.attributes],
                }
                for area in scheme.areas
            ],
            "zones": [_named(one) for one in scheme.zones],
            "scale": [
                {"score": score, "name_sv": one.name_sv, "name_en": one.name_en}
                for score, one in scheme.scale.items()
            ],
        }
        for scheme in found.values()
    ]


def _named(one: Named) -> dict[str, Any]:
    return {"code": one.code, "name_sv": one.name_sv, "name_en": one.name_en}
