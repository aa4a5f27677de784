"""A venue with its licence, hours and people, as the tablet carries it."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from venues.models import Licence, Venue


def with_everything(venues: QuerySet[Venue]) -> QuerySet[Venue]:
    """The same venues, with all that a document needs read in a fixed number of steps."""
    return venues.prefetch_related(
        Prefetch("licences", Licence.objects.order_by("-version")),
        "licences__hours",
        "licences__conditions",
        "serving_managers",
        "assignments__holder",
    )


def venue_document(venue: Venue, today: date) -> dict[str, Any]:
    """The venue with the licence that is valid today, else its latest one."""
    licences = list(venue.licences.all())
    valid = [
        one
        for one in licences
        if (one.valid_from or date.min) <= today <= (one.valid_to or date.max)
    ]
    licence = next(iter(valid or licences), None)
    holder = next(
        (row.holder for row in venue.assignments.all() if row.valid_to is None), None
    )
    return {
        "id": str(venue.pk),
        "municipality": venue.municipality_id,
        "restaurangnummer": venue.restaurangnummer,
        "name": venue.name,
        "address": venue.address,
        "latitude": venue.latitude,
        "longitude": venue.longitude,
        "business_kind": venue.business_kind,
        "holder": None if holder is None else holder.name,
        "licence": None if licence is None else _licence(licence),
        "serving_managers": [
            {"id": str(row.pk), "name": row.name}
            for row in venue.serving_managers.all()
            if row.ended_on is None
        ],
    }


def _licence(licence: Licence) -> dict[str, Any]:
    return {
        "version": licence.version,
        "duration": licence.duration,
        "audiences": licence.audiences,
        "drinks": licence.drinks,
        "spaces": licence.spaces,
        "special_forms": licence.special_forms,
        "max_persons": licence.max_persons,
        "hours_text": licence.hours_text,
        "hours": [
            {
                "space": row.space,
                "weekday": row.weekday,
                "opens_minute": row.opens_minute,
                "closes_minute": row.closes_minute,
            }
            for row in licence.hours.all()
        ],
        "conditions_text": licence.conditions_text,
        "conditions": [
            {
                "kind": row.kind,
                "text": row.text,
                "amount": row.amount,
                "applies_from_minute": row.applies_from_minute,
            }
            for row in licence.conditions.all()
        ],
        "valid_from": licence.valid_from,
        "valid_to": licence.valid_to,
    }
