"""What goes down to a tablet: all that this person may see there, and nothing else.

Later calls send only what changed. A cursor holds the last change seen in each scope: a
municipality's venues, and each agency's own sealed sections. When the scopes differ from
the cursor's (a role began or ended), everything is sent anew and the tablet forgets the
rest. Nothing of another agency's unreleased sections moves any of these numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from accounts.models import Agency, User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core.changes import last_changes
from inspections.models import ChecklistVersion, Occasion, Section, Tip
from inspections.queries.checklists import items_of
from inspections.queries.history import history_of
from inspections.queries.venue_documents import venue_document, with_everything
from venues.models import Venue

PAGE = 2000
Cursor = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One page. `is_whole`: forget what you had before; `has_more`: ask again at once."""

    is_whole: bool
    has_more: bool
    cursor: dict[str, int]
    venues: list[dict[str, Any]]
    gone: list[str]
    histories: list[dict[str, Any]]
    checklists: list[dict[str, Any]]
    occasions: list[dict[str, Any]]
    contacts: list[dict[str, Any]]


def bundle_for(user: User, cursor: Cursor | None, today: date) -> Bundle:
    """The next page of what `user` may carry, after `cursor`."""
    agencies = list(
        agencies_where(user, Capability.RECORD_VISITS).select_related("municipality")
    )
    municipalities = sorted({agency.municipality_id for agency in agencies})
    scopes = [
        *(f"venues:{code}" for code in municipalities),
        *(f"agency:{agency.pk}" for agency in agencies),
        "checklists",
    ]
    is_whole = cursor is None or cursor.keys() != set(scopes)
    since = dict.fromkeys(scopes, 0) if is_whole or cursor is None else dict(cursor)
    reached = last_changes(scopes)
    venues, gone, more = _venues(
        municipalities, since, reached, today, is_whole=is_whole
    )
    if more:  # the rest comes with the last page
        reached.update(
            {one: since[one] for one in scopes if not one.startswith("venues:")}
        )
    return Bundle(
        is_whole=is_whole,
        has_more=more,
        cursor=reached,
        venues=venues,
        gone=gone,
        histories=_histories(agencies, since, reached, today),
        checklists=_checklists(municipalities)
        if since["checklists"] < reached["checklists"]
        else [],
        occasions=_occasions(agencies, today),
        contacts=_contacts(municipalities),
    )


def _venues(
    municipalities: Iterable[str],
    since: Mapping[str, int],
    reached: dict[str, int],
    today: date,
    *,
    is_whole: bool,
) -> tuple[list[dict[str, Any]], list[str], bool]:
    """Venues changed after `since`; `reached` is set back where a page was full."""
    found: list[dict[str, Any]] = []
    gone: list[str] = []
    more = False
    for code in municipalities:
        scope = f"venues:{code}"
        rows = Venue.objects.filter(municipality=code, change__gt=since[scope])
        if is_whole:
            rows = rows.filter(ended_on=None)
        rows = with_everything(rows.filter(change__lte=reached[scope]))
        page = list(rows.order_by("change")[: PAGE + 1])
        if len(page) > PAGE:  # every venue has a number of its own
            page = page[:PAGE]
            reached[scope], more = page[-1].change, True
        found += [venue_document(one, today) for one in page if one.ended_on is None]
        gone += [str(venue.pk) for venue in page if venue.ended_on is not None]
    return found, gone, more


def _histories(
    agencies: Sequence[Agency],
    since: Mapping[str, int],
    reached: Mapping[str, int],
    today: date,
) -> list[dict[str, Any]]:
    """The whole history, as each agency knows it, of every venue where it changed."""
    histories = []
    for agency in agencies:
        scope = f"agency:{agency.pk}"
        changed = Section.objects.filter(
            agency=agency, change__gt=since[scope], change__lte=reached[scope]
        ).values_list("visit__venue", flat=True)
        told = Tip.objects.filter(
            agency=agency, change__gt=since[scope], change__lte=reached[scope]
        ).values_list("venue", flat=True)
        histories += history_of(agency, {*changed, *told}, today)
    return histories


def _checklists(municipalities: Iterable[str]) -> list[dict[str, Any]]:
    versions = ChecklistVersion.objects.filter(
        Q(municipality=None) | Q(municipality__in=municipalities)
    ).prefetch_related("items")
    return [
        {
            "code": version.code,
            "name_sv": version.name_sv,
            "name_en": version.name_en,
            "valid_from": version.valid_from,
            "valid_to": version.valid_to,
            "municipality": version.municipality_id,
            "items": items_of(version),
        }
        for version in versions
    ]


def _contacts(municipalities: Iterable[str]) -> list[dict[str, Any]]:
    """Whom one calls at night: the agencies that have told a number."""
    rows = Agency.objects.filter(municipality__in=municipalities)
    return [
        {
            "municipality": agency.municipality_id,
            "name": agency.name,
            "night_phone": agency.night_phone,
        }
        for agency in rows.exclude(night_phone="")
    ]


def _occasions(agencies: Sequence[Agency], today: date) -> list[dict[str, Any]]:
    """Joint nights to which one's agency is invited, from last night on."""
    rows = (
        Occasion.objects.filter(
            invited__in=[agency.pk for agency in agencies],
            night__gte=today.fromordinal(today.toordinal() - 1),
        )
        .prefetch_related("invited")
        .distinct()
    )
    return [
        {
            "id": str(row.pk),
            "municipality": row.municipality_id,
            "night": row.night,
            "name": row.name,
            "invited": [agency.code for agency in row.invited.all()],
        }
        for row in rows
    ]
