"""What the yearly national survey asks of a municipality, and how the plan was followed.

The least figures that the domain note alcohol-supervision 7.2 proposes. What nobody
records is said not to be recorded: a nought would be a lie.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.rules.ladder import ladders_on
from evidence.indicators.courses import held_in, who_completed
from evidence.indicators.follow_up import decided
from evidence.indicators.measure import how_many
from evidence.indicators.scope import Scope
from evidence.indicators.training import SERVING_COURSES
from evidence.indicators.visits import joint, visits, with_a_further_agency
from inspections.models import Section, VisitKind
from planning.models import RoundState, Stop, StopKind
from venues.models import Audience, Duration, Licence

ONE_AT_NIGHT = 25 * 60
"""01:00, in minutes after the midnight that begins the day."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One question; `count` is None where nobody records it."""

    asked: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Questions on one matter."""

    title: str
    answers: tuple[Answer, ...]


def yearly_report(scope: Scope) -> list[Group]:
    """The answers of a calendar year: one agency's own visits and decisions, the
    municipality's licences and courses.
    """
    return [
        Group(title, tuple(answers))
        for title, answers in (
            (_("Licences on the last day of the year"), _licences(scope)),
            (_("Licences during the year"), _changes(scope)),
            (_("Supervision"), _supervision(scope)),
            (_("Measures decided"), _measures(scope)),
            (_("The supervision plan"), _plan(scope)),
            (_("Training in responsible serving"), _training(scope)),
            (_("Other retail and resources"), _elsewhere()),
        )
    ]


def _held(scope: Scope) -> QuerySet[Any]:
    rows: QuerySet[Any] = Licence.objects.valid_on(scope.until).annotate(
        said=Cast("audiences", TextField())
    )
    return rows.filter(
        Q(venue__ended_on__isnull=True) | Q(venue__ended_on__gte=scope.until),
        venue__municipality=scope.municipality,
    )


def _licences(scope: Scope) -> Iterator[Answer]:
    for duration in Duration:
        for audience in Audience:
            rows = _held(scope).filter(
                duration=duration, said__contains=f'"{audience.value}"'
            )
            yield Answer(
                _joined(duration.label, audience.label), how_many(rows, "venue")
            )
    late = _held(scope).filter(
        duration__in=(Duration.PERMANENT, Duration.SEASONAL),
        serving_until_minute__gt=ONE_AT_NIGHT,
    )
    yield Answer(_("permanent, open after 01:00"), how_many(late, "venue"))


def _joined(*words: str | Promise) -> str:
    return ", ".join(str(one) for one in words)


def _changes(scope: Scope) -> Iterator[Answer]:
    temporary = Licence.objects.filter(
        venue__municipality=scope.municipality,
        duration=Duration.TEMPORARY,
        valid_from__range=(scope.period.first, scope.until),
    )
    yield Answer(_("temporary licences that began"), how_many(temporary))
    yield Answer(_("applications granted"), None)
    yield Answer(_("applications refused"), None)


def _supervision(scope: Scope) -> Iterator[Answer]:
    rows = visits(scope)
    yield Answer(_("places visited at least once"), how_many(rows, "venue"))
    for kind in (VisitKind.OUTER, VisitKind.INNER, VisitKind.PREVENTIVE):
        yield Answer(
            _("supervision: %(kind)s") % {"kind": kind.label},
            how_many(visits(scope, kind)),
        )
    yield Answer(_("on site, jointly with the police"), how_many(rows.filter(joint())))
    yield Answer(
        _("on site, with a further agency"),
        how_many(rows.filter(with_a_further_agency())),
    )


def _measures(scope: Scope) -> Iterator[Answer]:
    ladder = ladders_on(scope.until).get("alcohol")
    for measure in ladder.measures if ladder else ():
        rows = decided(measure.code)(scope)
        yield Answer(str(measure.name), how_many(rows))
        grounds = rows.order_by().values_list("ground").annotate(count=Count("pk"))
        for code, count in sorted(grounds):
            ground = ladder.ground(code) if ladder else None
            name = code if ground is None else f"{ground.name} ({ground.lagrum})"
            yield Answer(_joined(measure.name, name), count)


def _plan(scope: Scope) -> Iterator[Answer]:
    """Stops of rounds that were sent out, and those that came to a visit of their night."""
    made = Section.objects.filter(
        agency=scope.agency, sealed_at__isnull=False, venue=OuterRef("venue"),
        visit__night=OuterRef("round__night"),
    )  # fmt: skip
    stops = Stop.objects.filter(
        round__agency=scope.agency, round__state=RoundState.SET,
        round__night__range=(scope.period.first, scope.until),
    )  # fmt: skip
    for kind in StopKind:
        rows = stops.filter(kind=kind)
        yield Answer(_("planned: %(kind)s") % {"kind": kind.label}, how_many(rows))
        yield Answer(
            _("of these performed: %(kind)s") % {"kind": kind.label},
            how_many(rows.filter(Exists(made))),
        )
    drawn = stops.filter(is_random=True)
    yield Answer(_("planned: drawn by lot"), how_many(drawn))
    yield Answer(
        _("of these performed: drawn by lot"), how_many(drawn.filter(Exists(made)))
    )
    yield Answer(_("by risk class at the time"), None)
    yield Answer(_("hours"), None)
    yield Answer(_("fees"), None)


def _training(scope: Scope) -> Iterator[Answer]:
    courses = held_in(scope).filter(course__kind__in=SERVING_COURSES)
    yield Answer(_("courses held"), how_many(courses))
    people = who_completed(scope).filter(session__course__kind__in=SERVING_COURSES)
    yield Answer(_("participants who completed"), how_many(people))


def _elsewhere() -> Iterator[Answer]:
    yield Answer(_("beer in shops (folköl): places, visits, bans"), None)
    yield Answer(_("test purchases, and the share that was sold"), None)
    yield Answer(_("tobacco and nicotine: places, visits"), None)
    yield Answer(_("full-time equivalents"), None)
