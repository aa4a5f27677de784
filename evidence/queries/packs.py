"""Packs: whose they are to see, and which one a fingerprint names."""

import json
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from evidence.models import Pack, PackState
from evidence.permissions import agencies_with_figures
from evidence.rules.pack import Inputs


def packs_visible_to(user: User) -> QuerySet[Pack]:
    """Those of the municipalities whose evidence the person sees, with the figures of an
    agency whose sections they read.
    """
    return (
        Pack.objects.filter(
            municipality__in=municipalities_where(user, Capability.SEE_EVIDENCE),
            agency__in=agencies_with_figures(user),
        )
        .select_related("municipality", "agency", "scheme", "asked_by")
        .defer("inputs")
    )


def pack_named(digest: str) -> Pack | None:
    """The pack whose manifest or archive has that SHA-256, for anybody who holds it."""
    rows = Pack.objects.filter(
        Q(fingerprint=digest) | Q(sha256=digest), state=PackState.READY
    )
    return rows.select_related("municipality").defer("inputs").first()


def comparable_with(row: Pack) -> QuerySet[Pack]:
    """Other packs of the same edition and agency that are ready."""
    same = Pack.objects.filter(
        agency=row.agency, edition=row.edition, state=PackState.READY
    )
    return same.exclude(pk=row.pk).defer("inputs")


def frozen_before(pack: UUID) -> Inputs | None:
    """What a pack is made of, where that was written down before; its text is let go of,
    for of a great pack it is tens of megabytes.
    """
    text = Pack.objects.values_list("inputs", flat=True).get(pk=pack)
    found: Inputs | None = json.loads(text) if text else None
    return found


def inputs_of(row: Pack) -> Inputs:
    """What the pack was made of."""
    found: Inputs = json.loads(row.inputs)
    return found
