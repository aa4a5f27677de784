"""Earlier visits and open findings of venues, as one agency knows them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from accounts.models import Agency
from inspections.models import Answer, Finding, Obligation, Section
from inspections.queries.tips import tips_for_cards
from inspections.rules.obligation import SETTLED

_VISITS_SHOWN = 10


def history_of(
    agency: Agency, venues: Collection[UUID], today: date
) -> list[dict[str, Any]]:
    """Earlier visits, open findings and tips of venues, as the agency has them itself.

    A finding is open until it is settled, or a later sealed visit answers its item with
    `ok`; what was corrected on site was never open.
    """
    sections = (
        Section.objects.filter(agency=agency, visit__venue__in=venues)
        .exclude(sealed_at=None)
        .select_related("visit")
        .prefetch_related("findings")
        .order_by("-visit__started_at")
    )
    put_right: set[tuple[UUID, str]] = set()
    by_venue: dict[UUID, list[Section]] = defaultdict(list)
    for section in sections:
        by_venue[section.visit.venue_id].append(section)
    fine = defaultdict(set)
    for section_id, item in Answer.objects.filter(
        section__in=sections, value="ok"
    ).values_list("section", "item"):
        fine[section_id].add(item)
    settled = set(
        Obligation.objects.filter(
            agency=agency, venue__in=list(by_venue), state__in=SETTLED
        ).values_list("finding", flat=True)
    )
    histories = []
    tips = tips_for_cards(agency, venues, today)
    for venue in sorted(by_venue.keys() | tips.keys()):
        still_open: list[dict[str, Any]] = []
        for section in by_venue[venue]:
            still_open += [
                _finding(finding)
                for finding in section.findings.all()
                if not finding.corrected_on_site
                and finding.finding not in settled
                and (venue, finding.item) not in put_right
            ]
            put_right |= {(venue, item) for item in fine[section.pk]}
        histories.append(
            {
                "venue": str(venue),
                "agency": agency.code,
                "open_findings": still_open,
                "tips": tips.get(venue, []),
                "visits": [
                    {
                        "id": str(section.visit_id),
                        "night": section.visit.night,
                        "kind": section.visit.kind,
                        "findings": len(section.findings.all()),
                    }
                    for section in by_venue[venue][:_VISITS_SHOWN]
                ],
            }
        )
    return histories


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": str(finding.finding),
        "item": finding.item,
        "severity": finding.severity,
        "follow_up": finding.follow_up,
        "text": finding.text,
        "found_on": finding.found_on,
    }
