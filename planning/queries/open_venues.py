"""The venues that are open on a round's night, with their priority and the lot."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from inspections.queries.due_list import due_list
from inspections.queries.venue_side import asking_for_visit
from planning.models import Round, Wish, WishKind
from planning.rules.draw import draw, stops_to_draw
from planning.rules.passed_over import Why
from planning.rules.priority import Part, priority_parts
from planning.rules.windows import Window, serving_tonight
from venues.models import Licence, ServingHours, Venue

_MOST_VENUES = 300


@dataclass(frozen=True, slots=True)
class OpenVenue:
    """A venue that may be visited tonight."""

    venue: Venue
    serving: Window
    parts: Mapping[Part, int]
    is_random: bool = False
    is_wished: bool = False
    only_closing: bool = False

    @property
    def prize(self) -> int:
        """Its priority, in points."""
        return sum(self.parts.values())


def open_venues(
    row: Round, wishes: Sequence[Wish]
) -> tuple[list[OpenVenue], list[tuple[UUID, int, Why]]]:
    never = {one.venue_id for one in wishes if one.kind == WishKind.NEVER}
    closing = {one.venue_id for one in wishes if one.kind == WishKind.CLOSING}
    must = closing | {one.venue_id for one in wishes if one.kind == WishKind.MUST}
    lines = due_list(row.agency, row.night)
    venues = Venue.objects.in_bulk([line.venue for line in lines])
    hours = _hours(row)
    asking = asking_for_visit(row.agency)
    found: list[OpenVenue] = []
    out: list[tuple[UUID, int, Why]] = []
    for line in lines:
        venue = venues[line.venue]
        parts = priority_parts(line, row.night, asks=venue.pk in asking)
        serving = serving_tonight(hours.get(venue.pk, ()), row.night)
        if venue.pk in never:
            out.append((venue.pk, sum(parts.values()), Why.WISHED_OUT))
        elif venue.latitude is None:
            out.append((venue.pk, sum(parts.values()), Why.NO_PLACE))
        elif serving is None:
            out.append((venue.pk, sum(parts.values()), Why.CLOSED))
        else:
            found.append(
                OpenVenue(
                    venue, serving, parts,
                    is_wished=venue.pk in must, only_closing=venue.pk in closing,
                )
            )  # fmt: skip
    return found, out


def _hours(row: Round) -> dict[UUID, list[ServingHours]]:
    licences = Licence.objects.valid_on(row.night).filter(
        venue__municipality=row.agency.municipality_id
    )
    latest = {one.venue_id: one.pk for one in licences.order_by("version")}
    rows = ServingHours.objects.filter(
        licence__in=list(latest.values())
    ).select_related("licence")
    found: dict[UUID, list[ServingHours]] = {}
    for one in rows:
        found.setdefault(one.licence.venue_id, []).append(one)
    return found


def with_drawn(row: Round, found: Sequence[OpenVenue], stops: int) -> list[OpenVenue]:
    """The same, with what the lot fell on."""
    count = stops_to_draw(row.random_percent, min(stops, len(found)))
    drawn = draw([one.venue.pk for one in found], count, row.seed)
    return [replace(one, is_random=one.venue.pk in drawn) for one in found]


def best_of(
    found: Sequence[OpenVenue], planned: Collection[UUID] = ()
) -> list[OpenVenue]:
    """What is wished, drawn or planned already, and the best of the rest."""

    def is_sure(one: OpenVenue) -> bool:
        return one.is_wished or one.is_random or one.venue.pk in planned

    sure = [one for one in found if is_sure(one)]
    rest = sorted(
        (one for one in found if not is_sure(one)),
        key=lambda one: (-one.prize, one.venue.pk),
    )
    return [*sure, *rest[:_MOST_VENUES]]
