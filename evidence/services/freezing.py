"""Freezing what a pack is made of, as it stands at one moment."""

from collections.abc import Callable, Iterator

from django.conf import settings

from core import clock
from evidence.indicators.incident_words import (
    published_words,
    remark_words,
    share_words,
)
from evidence.indicators.indicator import Waiting
from evidence.indicators.licences import venues_licensed_at_the_end
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.indicators.words import change_words
from evidence.models import Edition, IncidentSheet, Pack, SchemeVersion
from evidence.queries.certifications import milestones_of_the_last
from evidence.queries.items import latest_scores
from evidence.queries.publications import publication_of
from evidence.queries.sheets import sheet_of, template_named
from evidence.rules import pack as frozen
from evidence.rules.incident_sheet import remarks, trend_of
from evidence.rules.period import half_year
from evidence.rules.scheme import Scheme, scheme_of
from evidence.services.frozen_figures import frozen_figures
from evidence.services.frozen_pieces import frozen_pieces
from venues.models import Area
from venues.rules.area import is_inside


def frozen_inputs(row: Pack, come: Callable[[int], None]) -> frozen.Inputs:
    """Everything that the assessors' edition of the pack says, in its language, which is
    the one in force. `come` is told the share done, in per cent.
    """
    scheme = scheme_of(row.scheme.content)
    version: SchemeVersion = row.scheme
    area = _area(row)
    return {
        "format": frozen.FORMAT,
        "edition": Edition.ASSESSOR,
        "language": row.language,
        "title": row.title,
        "until": row.until.isoformat(),
        "frozen_at": clock.now().isoformat(timespec="seconds"),
        "code_version": settings.CODE_VERSION,
        "municipality": row.municipality.name,
        "agency": row.agency.name,
        "publication": _publication(row),
        "scheme": version.content,
        "scheme_sha256": version.source_sha256,
        "area": None
        if area is None
        else {
            "name": area.name,
            "polygon": area.polygon,
            "valid_from": area.valid_from.isoformat(),
        },
        "venues": list(_venues(row, area)),
        "figures": list(frozen_figures(row.agency, row.until, come)),
        "awaited": [
            {"code": one.code, "name": str(one.name), "facts": str(one.measure.facts)}
            for one in REGISTRY.values()
            if isinstance(one.measure, Waiting)
        ],
        "milestones": [
            {
                "name": one.name,
                "due_on": frozen.day_text(one.due_on),
                "owner": one.owner.name if one.owner else "",
                "done_on": frozen.day_text(one.done_on),
            }
            for one in milestones_of_the_last(row.municipality)
        ],
        "pieces": list(frozen_pieces(row, scheme)),
        "scores": list(_scores(row, scheme)),
        "incidents": _incidents(row),
    }


def _incidents(row: Pack) -> frozen.Incidents | None:
    """The sheet that was taken in last."""
    taken = IncidentSheet.objects.filter(municipality=row.municipality).first()
    if taken is None:
        return None
    template, sheet = template_named(taken.template), sheet_of(taken)
    return {
        "title": taken.title,
        "kind": template.name[row.language],
        "source": taken.source,
        "periods": list(sheet.periods),
        "lines": [
            {
                "name": line.name,
                "is_total": line.of == "",
                "counts": [[one.all, one.alcohol] for one in sheet.counts[line.code]],
                "share": share_words(sheet.counts[line.code][-1]),
                "published": published_words(sheet.trends[line.code]),
                "reckoned": change_words(trend_of(sheet.counts[line.code])),
            }
            for line in template.lines
        ],
        "remarks": [
            ": ".join(remark_words(template, one)) for one in remarks(template, sheet)
        ],
    }


def _publication(row: Pack) -> frozen.Publication | None:
    found = publication_of(row.agency, half_year(row.until))
    if found is None:
        return None
    return {
        "revision": found.revision,
        "published_at": found.published_at.isoformat(timespec="seconds"),
        "fingerprint": found.fingerprint,
    }


def _area(row: Pack) -> Area | None:
    rows = Area.objects.filter(
        municipality=row.municipality, valid_from__lte=row.until
    ).order_by("-valid_from", "-pk")
    return next(
        (one for one in rows if one.valid_to is None or one.valid_to >= row.until), None
    )


def _venues(row: Pack, area: Area | None) -> Iterator[frozen.Venue]:
    scope = Scope(row.agency, half_year(row.until), row.until)
    for one in venues_licensed_at_the_end(scope).order_by("name", "pk"):
        is_placed = one.latitude is not None and one.longitude is not None
        yield {
            "name": one.name,
            "kind": one.business_kind,
            "kind_name": one.get_business_kind_display(),
            "latitude": one.latitude,
            "longitude": one.longitude,
            "is_inside": is_inside(one.latitude, one.longitude, area.polygon)  # type: ignore[arg-type]
            if is_placed and area is not None
            else None,
        }


def _scores(row: Pack, scheme: Scheme) -> Iterator[frozen.Score]:
    for (attribute, by), one in sorted(latest_scores(row.municipality, scheme).items()):
        yield {
            "attribute": attribute,
            "by": by,
            "by_name": one.get_by_display(),
            "score": one.score,
            "reason": one.reason,
            "scored_on": one.scored_on.isoformat(),
            "noted_by": one.noted_by.name,
        }
