"""Rows of the register, made alike whoever brings them: an import or a person."""

from collections.abc import Iterable

from django.conf import settings

from venues.models import Holder, HolderForm, Licence, ServingHours
from venues.rules.organisation_number import OrganisationNumber, digest_of
from venues.rules.serving_hours import Stretch, latest_public_end


def number_holder(holder: Holder, number: OrganisationNumber) -> None:
    """Write a checked number on a holder; of a sole trader's only what may be kept."""
    if number.is_sole_trader:
        holder.form = HolderForm.SOLE_TRADER
        holder.personal_number_digest = digest_of(number, settings.EVIDENCE_KEY)
        holder.masked_number = number.shown
    else:
        holder.form = HolderForm.LEGAL_PERSON
        holder.organisation_number = number.shown


def hour_rows(
    licence: Licence, stretches: Iterable[Stretch | ServingHours]
) -> list[ServingHours]:
    """The licence's hours as rows, unsaved; the licence notes when serving ends."""
    rows = [
        ServingHours(
            licence=licence,
            space=one.space,
            weekday=one.weekday,
            opens_minute=one.opens_minute,
            closes_minute=one.closes_minute,
        )
        for one in stretches
    ]
    licence.serving_until_minute = latest_public_end(rows)
    return rows
