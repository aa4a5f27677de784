"""What a venue's managers may see: what was given to the venue while their holder had it.

A section that was not given to the venue is not there for them, nor are its findings,
drafts, notes or the reasons of the authority.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Agency, User
from inspections.models import (
    TO_VENUE,
    Obligation,
    Proof,
    ProofFile,
    Release,
    RevisitRequest,
)
from inspections.rules.obligation import SETTLED
from venues.queries.access import windows_of_person, within_windows


def releases_for(user: User) -> QuerySet[Release]:
    """The protocols that were given to the person's venues, newest first."""
    theirs = within_windows(
        windows_of_person(user), "section__venue", "section__visit__night"
    )
    return Release.objects.filter(
        Exists(Release.objects.filter(theirs, pk=OuterRef("pk"))),
        recipient_kind__in=TO_VENUE,
    ).select_related("section__visit", "section__venue", "section__agency")


def obligations_for(user: User) -> QuerySet[Obligation]:
    """The findings of those protocols; what has another agency of another's section was
    never given, and is not there.
    """
    theirs = within_windows(windows_of_person(user), "venue", "night")
    return Obligation.objects.filter(theirs, was_given()).select_related(
        "venue", "agency__municipality"
    )


def was_given(path: str = "") -> Exists:
    """That the finding at `path` stands in a copy that the venue was given: what an
    amendment found later was not given yet.
    """
    return Exists(
        Release.objects.filter(
            recipient_kind__in=TO_VENUE,
            section__visit=OuterRef(f"{path}visit"),
            section__agency=OuterRef(f"{path}agency"),
            released_at__gte=OuterRef(f"{path}opened_at"),
        )
    )


def release_of(user: User, row: Obligation) -> Release | None:
    """The latest copy that the venue was given of what a finding was written in."""
    rows = releases_for(user).filter(
        section__visit=row.visit, section__agency=row.agency_id
    )
    return rows.order_by("released_at").last()


def finding_as_given(release: Release, finding: UUID) -> Mapping[str, Any]:
    """What the copy says of a finding: text, item, legal basis. Empty when it is not in."""
    found = json.loads(release.snapshot)["findings"]
    return next((one for one in found if one["id"] == str(finding)), {})


def left_to_do(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Those with which somebody still has something to do."""
    return rows.exclude(state__in=SETTLED)


def proof_files_for(user: User) -> QuerySet[ProofFile]:
    """The files that the person's venues have sent."""
    return ProofFile.objects.filter(
        proof__in=Proof.objects.filter(
            obligation__in=obligations_for(user).values("pk")
        )
    )


def proof_files_judged_by(agencies: QuerySet[Agency]) -> QuerySet[ProofFile]:
    """The files sent to agencies whose sections somebody may read."""
    return ProofFile.objects.filter(proof__obligation__agency__in=agencies)


def asking_for_visit(agency: Agency) -> set[UUID]:
    """The venues that ask the agency to be visited again, and have no answer yet."""
    waiting = RevisitRequest.objects.filter(
        obligation__agency=agency, declined_at=None, visited_on=None
    )
    return set(waiting.values_list("obligation__venue", flat=True))
