"""Taking a row of an agency in hand: seen first, then allowed."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from accounts.models import User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core.errors import NotFound, Sentence

Row = TypeVar("Row", bound=Model)


def locked_for(
    user: User,
    capability: Capability,
    visible: QuerySet[Row],
    missing: Sentence,
    **key: object,
) -> Row:
    """The row of `visible` by its key, locked, when the person holds the capability in
    its agency. The rows have `agency`, read with its municipality.

    Raises `NotFound` saying `missing` for what is not theirs to see, `NotAllowed` for
    what they may only read.
    """
    row = visible.select_for_update(of=("self",)).filter(**key).first()
    if row is None:
        raise NotFound(missing)
    agency = row.agency  # type: ignore[attr-defined]
    check_may(user, capability, agency.municipality, agency)
    return row
