"""Freezing what a pack is made of, as it stands at one moment."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import PurePosixPath

from django.conf import settings

from accounts.models import Agency
from core import clock
from core.nights import local
from evidence.indicators.incident_words import (
    published_words,
    remark_words,
    share_words,
)
from evidence.indicators.indicator import Indicator, Waiting
from evidence.indicators.licences import venues_licensed_at_the_end
from evidence.indicators.parts import part_name
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.indicators.telling import Told, line, series, since_baseline, told
from evidence.indicators.verdict import verdict
from evidence.indicators.words import (
    DIRECTIONS,
    MODULES,
    VERDICTS,
    change_words,
    period_words,
)
from evidence.models import (
    Baseline,
    Edition,
    IncidentSheet,
    Item,
    ItemFile,
    ItemState,
    Pack,
    PeriodKind,
    SchemeVersion,
)
from evidence.queries.baselines import baselines_in_force
from evidence.queries.certifications import milestones_of_the_last
from evidence.queries.items import latest_scores
from evidence.queries.publications import publication_of
from evidence.queries.sheets import sheet_of, template_named
from evidence.rules import pack as frozen
from evidence.rules.incident_sheet import remarks, trend_of
from evidence.rules.item import is_fresh
from evidence.rules.period import Period, half_year, rolling, year
from evidence.rules.scheme import Scheme, scheme_of
from venues.models import Area
from venues.rules.area import is_inside

PERIODS_SHOWN = 6
_SHOWN = (ItemState.APPROVED, ItemState.OFFERED, ItemState.WANTED, ItemState.DRAFT,
          ItemState.RETURNED)  # fmt: skip


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
        "figures": list(_figures(row.agency, row.until, come)),
        "awaited": [
            {"code": one.code, "name": str(one.name), "facts": str(one.measure.facts)}
            for one in REGISTRY.values()
            if isinstance(one.measure, Waiting)
        ],
        "milestones": [
            {
                "name": one.name,
                "due_on": _day(one.due_on),
                "owner": one.owner.name if one.owner else "",
                "done_on": _day(one.done_on),
            }
            for one in milestones_of_the_last(row.municipality)
        ],
        "pieces": list(_pieces(row, scheme)),
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


def period_for(indicator: Indicator, until: date) -> Period:
    """The last period the indicator is meant for that has ended by a half-year's end."""
    if PeriodKind.HALF_YEAR in indicator.periods:
        return half_year(until)
    if PeriodKind.ROLLING in indicator.periods:
        return rolling(until)
    this = year(until)
    return this if this.last == until else this.previous()


def _figures(
    agency: Agency, until: date, come: Callable[[int], None]
) -> Iterator[frozen.Told]:
    baselines = baselines_in_force(agency)
    measured = [one for one in REGISTRY.values() if not one.waits]
    for number, one in enumerate(measured):
        scope = Scope(agency, period_for(one, until), clock.today())
        come(round(100 * number / len(measured)))
        steps = series(one, scope, PERIODS_SHOWN)
        now = line(one, steps[-2][1], steps[-1][1])
        said = verdict(now)
        assert one.shown is not None
        yield {
            "code": one.code,
            "name": str(one.name),
            "numerator": str(one.numerator),
            "denominator": str(one.denominator),
            "caution": str(one.caution),
            "source": one.source,
            "module": str(MODULES[one.module]),
            "direction": str(DIRECTIONS[one.direction]),
            "shown": one.shown,
            "attributes": list(one.attributes),
            "version": one.version,
            "since": one.since.isoformat(),
            "period": period_words(scope.period),
            "parts": [
                {"code": part, "name": str(part_name(part)), "numbers": _numbers(found)}
                for part, found in told(one, scope).items()
            ],
            "series": [
                {"period": period_words(period), "numbers": _numbers(found)}
                for period, found in steps
            ],
            "change": change_words(now.change),
            "verdict": "" if said is None else str(VERDICTS[said]),
            "baseline": _baseline(
                one, baselines.get((one.code, scope.period.kind)), steps[-1][1]
            ),
        }


def _baseline(
    indicator: Indicator, row: Baseline | None, now: Told
) -> frozen.Baseline | None:
    if row is None:
        return None
    return {
        "of": row.of,
        "value": row.value,
        "source": row.source,
        "caveat": row.caveat,
        "why": row.why,
        "change": change_words(since_baseline(indicator, row, now)),
    }


def _numbers(found: Told) -> frozen.Numbers:
    one = found.figure
    return {
        "value": one.value,
        "counted": one.counted,
        "among": one.among,
        "low": None if one.interval is None else one.interval.low,
        "high": None if one.interval is None else one.interval.high,
        "unchecked": one.unchecked,
        "waiting": one.waiting,
        "expected": one.expected,
        "version": found.version,
        "is_frozen": found.is_frozen,
        "is_hidden": False,
    }


def _pieces(row: Pack, scheme: Scheme) -> Iterator[frozen.Piece]:
    """Whatever speaks for an attribute of the scheme and was not withdrawn: approved or
    on its way. The numbers of the files are those of the pieces.
    """
    rows = (
        Item.objects.filter(
            municipality=row.municipality, state__in=_SHOWN,
            placements__scheme=row.scheme,
        )
        .distinct()
        .select_related("owner", "author", "decided_by")
        .prefetch_related("placements")
        .order_by("made_at", "pk")
    )  # fmt: skip
    files: dict[object, list[ItemFile]] = {}
    for file in ItemFile.objects.filter(item__in=rows.order_by().values("pk")).defer(
        "content"
    ):
        files.setdefault(file.item_id, []).append(file)
    for number, one in enumerate(rows, 1):
        is_approved = one.state == ItemState.APPROVED
        yield {
            "id": str(one.pk),
            "kind": one.get_kind_display(),
            "title": one.title,
            "text": one.text,
            "link": one.link,
            "indicator": one.indicator,
            "dated_on": _day(one.dated_on),
            "owner": one.owner.name,
            "author": one.author.name if one.author else "",
            "approved_by": one.decided_by.name
            if is_approved and one.decided_by
            else "",
            "approved_on": local(one.decided_at).date().isoformat()
            if is_approved and one.decided_at
            else "",
            "is_public": one.is_public,
            "state": one.state,
            "state_name": one.get_state_display(),
            "wanted_by": _day(one.wanted_by),
            "counts": is_approved
            and one.dated_on is not None
            and is_fresh(one.dated_on, clock.today(), scheme.fresh_months),
            "places": [
                {"attribute": place.attribute, "zone": place.zone}
                for place in one.placements.all()
                if place.scheme_id == row.scheme_id
            ],
            # What only waits is not shown to anybody: its files stay behind.
            "files": [
                _file(file, number, place)
                for place, file in enumerate(files.get(one.pk, ()), 1)
            ]
            if is_approved
            else [],
        }


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _file(row: ItemFile, number: int, place: int) -> frozen.File:
    ending = row.media_type.rpartition("/")[2]
    return {
        "id": str(row.pk),
        "path": str(PurePosixPath("files") / f"{number:03}-{place:02}.{ending}"),
        "name": row.name,
        "media_type": row.media_type,
        "sha256": row.sha256,
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
