"""An overnight appraisal on paper: what was seen, zone by zone, with its photos."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from core.nights import local
from core.pdf.photo import PrintedPhoto
from core.pdf.sheet import SMALL, Furniture, heading, paragraph, print_sheet, table
from core.pdf.tags import TaggedFigure
from evidence.rules.scheme import Scheme
from situation.models import Walk, WalkPoint


def appraisal_pdf(
    walk: Walk,
    points: Sequence[WalkPoint],
    scheme: Scheme,
    photos: Mapping[UUID, Sequence[Path]],
    language: str,
) -> bytes:
    """The document in the language that is active, `language`. `photos`: shrunk ones, by
    point.
    """
    furniture = Furniture(
        left=f"{walk.municipality.name}, {walk.title}",
        right=walk.night.isoformat(),
        page_of=lambda page, pages: (
            _("Page %(page)s of %(pages)s") % {"page": page, "pages": pages}
        ),
    )
    return print_sheet(
        lambda: list(_story(walk, points, scheme, photos)),
        furniture,
        title=f"{walk.title} – {walk.municipality.name}",
        language=language,
    )


def _story(
    walk: Walk,
    points: Sequence[WalkPoint],
    scheme: Scheme,
    photos: Mapping[UUID, Sequence[Path]],
) -> Iterator[Flowable]:
    yield heading(walk.title, 1)
    yield table(list(_facts(walk, points, scheme)), (0.34, 0.66), has_header=False)
    zones = [(one.code, one.name) for one in scheme.zones]
    for code, name in [*zones, ("", _("Outside the time zones"))]:
        seen = [one for one in points if one.zone == code]
        if seen or code:
            yield heading(name)
        if seen:
            yield _points(seen, scheme)
            yield from _pictures(seen, photos)
        elif code:
            yield paragraph(_("Nothing was noted in this time zone."))
    if any(one.photos for one in points):
        yield paragraph(
            _("Photos are shrunk here; as they were taken they lie with the walk."),
            SMALL,
        )


def _facts(
    walk: Walk, points: Sequence[WalkPoint], scheme: Scheme
) -> Iterator[tuple[str, str]]:
    yield _("Night"), walk.night.isoformat()
    yield _("Judged by"), scheme.it.name
    # How many, not who: the document may be shown to the public.
    walkers = len({one.seen_by_id for one in points})
    yield (
        _("Who walked"),
        ngettext("%(count)s person", "%(count)s people", walkers) % {"count": walkers},
    )
    scored = {one.attribute for one in points if one.score is not None}
    yield (
        _("Attributes scored"),
        _("%(count)s of %(all)s")
        % {"count": len(scored), "all": len(list(scheme.attributes()))},
    )


def _points(seen: Sequence[WalkPoint], scheme: Scheme) -> Flowable:
    return table(
        [
            (_("Time"), _("Attribute"), _("Score"), _("What was seen")),
            *(
                (
                    local(one.seen_at).strftime("%H:%M"),
                    _attribute(one, scheme),
                    _score(one, scheme),
                    "\n".join(part for part in (one.where, one.text) if part),
                )
                for one in seen
            ),
        ],
        (0.1, 0.28, 0.2, 0.42),
    )


def _attribute(one: WalkPoint, scheme: Scheme) -> str:
    found = scheme.attribute(one.attribute)
    return one.attribute if found is None else f"{one.attribute} {found.name}"


def _score(one: WalkPoint, scheme: Scheme) -> str:
    if one.score is None:
        return "–"
    words = scheme.scale.get(one.score)
    return f"{one.score} {words.name if words else ''}".strip()


def _pictures(
    seen: Sequence[WalkPoint], photos: Mapping[UUID, Sequence[Path]]
) -> Iterator[Flowable]:
    for one in seen:
        for path in photos.get(one.pk, ()):
            time = local(one.seen_at).strftime("%H:%M")
            said = _("Photo taken at %(time)s: %(text)s") % {
                "time": time, "text": one.text or one.where or one.attribute,
            }  # fmt: skip
            yield Spacer(0, 3 * mm)
            yield TaggedFigure(PrintedPhoto(path, is_ready=True), said)
            yield paragraph(said, SMALL)
