"""The list of visits, and the page of one: sections, time line, conflicts, photos, seal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.services.reads import log_personal_data_read
from core.chart import BarChart
from core.errors import NotFound
from inspections.models import ChecklistItem, Photo, Section, Visit
from inspections.queries.gap_words import gap_sentence
from inspections.queries.sections import (
    SectionLog,
    gaps_of,
    section_log,
    sections_visible_to,
    visits_visible_to,
    waivable,
)
from inspections.rules.contract import COMMON, Kind
from web.asking import page_of, person
from web.inspections.forms import AmendForm, DiaryForm, WaiveForm
from web.inspections.head_counts import head_counts
from web.inspections.timeline import Line, kind_word, timeline_of, told
from web.parts.table import Cell, Column, Table


@require_GET
def visit_list(request: HttpRequest) -> HttpResponse:
    """The visits in which one's agency took part, latest first."""
    visits = visits_visible_to(person(request)).select_related("venue", "occasion")
    page = page_of(request, visits.order_by("-started_at", "pk"))
    table = Table(
        [Column(_("Night")), Column(_("Venue")), Column(_("Kind")), Column(_("Joint occasion"))],
        [
            [
                Cell(visit.night, reverse("visit_detail", args=[visit.pk])),
                Cell(visit.venue.name, reverse("venue_detail", args=[visit.venue_id])),
                Cell(visit.get_kind_display()),
                Cell(visit.occasion.name if visit.occasion else None),
            ]
            for visit in page
        ],
    )  # fmt: skip
    return render(request, "inspections/visits.html", {"page": page, "table": table})


@dataclass(frozen=True, slots=True)
class Side:
    """One of the answers of a conflict."""

    answer: str
    line: Line


@dataclass(frozen=True, slots=True)
class Conflict:
    item: str
    text: str
    sides: list[Side]


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    href: str
    sha256: str
    caption: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One section as the page shows it."""

    section: Section
    timeline: list[Line]
    conflicts: list[Conflict]
    photos: list[ShownPhoto]
    counts: BarChart | None
    late: int
    gaps: list[str]
    open_streams: list[str]
    is_open: bool
    diary: DiaryForm
    waive: WaiveForm
    amend: AmendForm


@require_GET
def visit_detail(request: HttpRequest, visit: UUID) -> HttpResponse:
    """A visit: each section one may read, with its time line and what it lacks."""
    found = (
        visits_visible_to(person(request))
        .filter(pk=visit)
        .select_related("venue", "occasion", "municipality")
        .first()
    )
    if found is None:
        raise NotFound(_("There is no such visit, or it is not yours to see."))
    log_personal_data_read(
        user=person(request),
        municipality=found.municipality,
        kind="visit",
        subject=str(found.pk),
    )
    sections = (
        sections_visible_to(person(request))
        .filter(visit=found)
        .select_related("visit__venue", "agency", "sealed_by")
    )
    return render(
        request,
        "inspections/visit.html",
        {
            "visit": found,
            "twins": visits_visible_to(person(request)).filter(same_as=found),
            "parts": [_part(found, section) for section in sections],
        },
    )


def _part(visit: Visit, section: Section) -> Part:
    log, name = section_log(section), section.code
    is_open = name != COMMON and section.sealed_at is None
    late = [(str(row.pk), f"{kind_word(row.kind)}: {told(row)}") for row in log.late]
    return Part(
        section=section,
        timeline=timeline_of(log),
        conflicts=_conflicts(visit, log),
        photos=_photos(section, log),
        counts=head_counts(visit, log),
        late=len(late),
        gaps=[gap_sentence(gap) for gap in gaps_of(log)] if is_open else [],
        open_streams=sorted(waivable(log)) if is_open else [],
        is_open=is_open,
        diary=DiaryForm({"diary_number": section.diary_number}, auto_id=f"{name}_%s"),
        waive=WaiveForm(auto_id=f"{name}_waive_%s"),
        amend=AmendForm(late=late, auto_id=f"{name}_amend_%s"),
    )


def _conflicts(visit: Visit, log: SectionLog) -> list[Conflict]:
    if not log.fold.conflicts:
        return []
    lines = {line.id: line for line in timeline_of(log)}
    items = {
        item.code: item
        for item in ChecklistItem.objects.filter(
            version=visit.checklist_id, code__in=log.fold.conflicts
        )
    }
    return [
        Conflict(
            code,
            items[code].text if code in items else "",
            [Side(one, lines[one]) for one in log.fold.items[code].answers],
        )
        for code in log.fold.conflicts
    ]


def _photos(section: Section, log: SectionLog) -> list[ShownPhoto]:
    named: dict[str, str] = {}
    for entry in log.fold.standing(Kind.PHOTOGRAPHED):
        payload = entry.payload or {}
        file = payload.get("drawn") or payload.get("shrunk")
        if file:
            digest = str(cast("Mapping[str, object]", file)["sha256"])
            named[digest] = str(payload.get("caption", ""))
    if not named:
        return []
    held = set(
        Photo.objects.filter(agency=section.agency_id, sha256__in=named).values_list(
            "sha256", flat=True
        )
    )
    return [
        ShownPhoto(
            reverse("field_photo", args=[digest]), digest, caption, digest in held
        )
        for digest, caption in named.items()
    ]
