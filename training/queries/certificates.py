"""Certificates with how each stands on a day."""

from collections.abc import Iterable
from datetime import date

from training.models import Certificate
from training.rules.validity import Standing, standing


def standing_of(row: Certificate, today: date) -> Standing:
    """How the certificate stands today."""
    return standing(row.valid_until, is_revoked=row.revoked_at is not None, today=today)


def with_standing(
    rows: Iterable[Certificate], today: date
) -> list[tuple[Certificate, Standing]]:
    """Each with how it stands today, in their order."""
    return [(row, standing_of(row, today)) for row in rows]
