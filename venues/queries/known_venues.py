"""The venues of a municipality in the terms of a register, to be compared with one."""

from accounts.models import Municipality
from venues.models import Assignment, Licence, Venue
from venues.rules.register_difference import OF_LICENCE, Key, Known


def known_venues(municipality: Municipality) -> dict[Key, Known]:
    """Every venue by each of its keys, with its latest licence and present holder."""
    licences: dict[object, Licence] = {}
    rows = Licence.objects.filter(venue__municipality=municipality)
    for row in rows.order_by("venue", "version").iterator(2000):
        licences[row.venue_id] = row
    holders = {
        row.venue_id: row.holder
        for row in Assignment.objects.filter(
            venue__municipality=municipality, valid_to=None
        ).select_related("holder")
    }
    known: dict[Key, Known] = {}
    for venue in Venue.objects.filter(municipality=municipality).iterator(2000):
        holder = holders.get(venue.pk)
        members: dict[str, object] = {
            "restaurangnummer": venue.restaurangnummer,
            "source_key": venue.source_key,
            "name": venue.name,
            "address": venue.address,
            "invoice_address": venue.invoice_address,
            "business_kind": venue.business_kind,
            "latitude": venue.latitude,
            "longitude": venue.longitude,
            "holder": "" if holder is None else holder.name,
            "organisation_number": "" if holder is None else holder.shown_number,
        }
        if (licence := licences.get(venue.pk)) is not None:
            members |= {name: getattr(licence, name) for name in OF_LICENCE}
        named = (
            ("restaurangnummer", venue.restaurangnummer),
            ("source_key", venue.source_key),
        )
        keys = tuple((name, value) for name, value in named if value)
        here = Known(venue.pk, venue.name, keys, venue.ended_on is not None, members)
        known |= dict.fromkeys(keys, here)
    return known
