"""An overnight appraisal that has ended becomes a piece of evidence, once."""

import hashlib
import logging
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.nights import night_or_civil_date
from core.pdf.photo import shrunk
from core.received_file import PDF
from evidence.documents.appraisal_pdf import appraisal_pdf
from evidence.models import (
    Item,
    ItemFile,
    ItemKind,
    ItemState,
    LandedPoint,
    Placement,
    SchemeVersion,
)
from evidence.queries.appraisals import appraisals_to_land, points_to_land
from evidence.rules.scheme import Scheme, scheme_of
from situation.models import NotePhoto, Walk, WalkPoint

_LOG = logging.getLogger(__name__)


def land_appraisals() -> int:
    """Offer every appraisal that is over as evidence; how many.

    It waits for somebody else than who led it to approve it. What comes in later from
    another device becomes a piece of its own. One that cannot be printed holds up none.
    """
    landed, failed = 0, None
    for walk in appraisals_to_land(clock.now()):
        try:
            landed += _land(walk)
        except Exception as error:  # noqa: BLE001 — told once the others are done
            _LOG.exception("The appraisal %s did not land.", walk.pk)
            failed = error
    if failed is not None:
        raise failed
    return landed


def _land(walk: Walk) -> bool:
    """Print first, for that takes its time; then write, if nothing has changed since."""
    points = list(points_to_land(walk).select_related("seen_by"))
    version = SchemeVersion.objects.filter(pk=walk.scheme).first()
    if not points or version is None:
        return False
    with translation.override(walk.leader.language):
        scheme = scheme_of(version.content)
        document = _printed(walk, points, scheme)
        with transaction.atomic():
            Walk.objects.select_for_update(of=("self",)).get(pk=walk.pk)
            if {one.pk for one in points_to_land(walk)} != {one.pk for one in points}:
                return False  # the next sweep prints it anew
            _write(walk, points, version, scheme, document)
    return True


def _write(
    walk: Walk,
    points: Sequence[WalkPoint],
    version: SchemeVersion,
    scheme: Scheme,
    document: bytes,
) -> None:
    seen_on = night_or_civil_date(min(one.seen_at for one in points))
    item = Item.objects.create(
        municipality=walk.municipality, kind=ItemKind.WALK, title=walk.title,
        text=_told(points, scheme), dated_on=min(seen_on, clock.today()),
        owner=walk.leader, author=walk.leader, state=ItemState.OFFERED,
        made_at=clock.now(),
    )  # fmt: skip
    name = _("appraisal")
    ItemFile.objects.create(
        item=item, media_type=PDF, content=document,
        name=f"{name}-{seen_on.isoformat()}.pdf",
        sha256=hashlib.sha256(document).hexdigest(),
    )  # fmt: skip
    places = {
        (one.attribute, one.zone) for one in points if scheme.attribute(one.attribute)
    }
    Placement.objects.bulk_create(
        Placement(item=item, scheme=version, attribute=attribute, zone=zone)
        for attribute, zone in sorted(places)
    )
    LandedPoint.objects.bulk_create(LandedPoint(point=one, item=item) for one in points)


def _told(points: Sequence[WalkPoint], scheme: Scheme) -> str:
    said = _(
        "%(notes)s notes of %(attributes)s attributes in %(zones)s of %(all)s time zones."
    ) % {
        "notes": len(points),
        "attributes": len({one.attribute for one in points if one.attribute}),
        "zones": len({one.zone for one in points if one.zone}),
        "all": len(scheme.zones),
    }
    scored = [one for one in points if one.score is not None]
    if not scored:
        return said
    least = min(one.score for one in scored if one.score is not None)
    lowest = sorted({one.attribute for one in scored if one.score == least})
    return f"{said} " + _("The lowest score was %(score)s, for %(attributes)s.") % {
        "score": least, "attributes": ", ".join(lowest),
    }  # fmt: skip


def _printed(walk: Walk, points: Sequence[WalkPoint], scheme: Scheme) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        photos: dict[UUID, list[Path]] = {}
        for point, path in _shrunk(points, Path(folder)):
            photos.setdefault(point, []).append(path)
        return appraisal_pdf(walk, points, scheme, photos, walk.leader.language)


def _shrunk(points: Sequence[WalkPoint], folder: Path) -> Iterator[tuple[UUID, Path]]:
    """The photos that have come, one after another, shrunk for print."""
    ids = NotePhoto.objects.filter(note__point__in=points).values_list("pk", flat=True)
    for pk in list(ids):
        row = NotePhoto.objects.select_related("note__point").get(pk=pk)
        path = folder / str(pk)
        path.write_bytes(bytes(row.content))
        path.write_bytes(shrunk(path))
        yield row.note.point.pk, path
