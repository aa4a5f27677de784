"""The protocol of a safety walk as it stands now, read together."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from core.nights import local
from situation.models import (
    AgeBand,
    Measure,
    NotePhoto,
    ParticipantGender,
    ParticipantRole,
    SafetyWalk,
    WalkPoint,
)
from situation.queries.safety_walks import points_of, rewalked
from situation.queries.walks import photos_of
from situation.rules.rewalk import Became
from situation.rules.walk_protocol import (
    CountTold,
    MeasureTold,
    PointTold,
    ProtocolTold,
)


def protocol_now(
    walk: SafetyWalk, photos: Collection[UUID], without_words: Collection[UUID]
) -> ProtocolTold:
    """What would be sent now, with the photos of those keys and no others, and without the
    words of those points.
    """
    points = list(points_of(walk))
    numbers = {one.pk: number for number, one in enumerate(points, 1)}
    came = photos_of(points_of(walk))
    became = rewalked(walk)
    head, rows = walk.walk, list(walk.participants.all())
    return ProtocolTold(
        title=head.title, town=head.municipality.name, agency=head.agency.name,
        night=head.night.isoformat(), began_at=_moment(head.began_at),
        ended_at=_moment(head.ended_at), meeting_place=walk.meeting_place,
        chosen_because=walk.chosen_because, chosen_how=walk.chosen_how,
        walks_for=walk.walks_for, again="" if walk.again is None else walk.again.title,
        light=walk.light, weather=walk.weather, route=walk.route,
        participants=sum(one.count for one in rows),
        roles=_counts(ParticipantRole.values, ((one.role, one.count) for one in rows)),
        genders=_counts(
            ParticipantGender.values, ((one.gender, one.count) for one in rows)
        ),
        ages=_counts(AgeBand.values, ((one.age, one.count) for one in rows)),
        points=[
            _point(
                one, numbers[one.pk],
                [photo for photo in came.get(one.pk, []) if photo.pk in photos],
                became, has_words=one.pk not in without_words,
            )
            for one in points
        ],
        measures=[
            _measure(one, numbers)
            for one in walk.measures.prefetch_related("points", "steps")
        ],
        not_seen_again=sum(one is Became.NOT_SEEN for one in became.values()),
    )  # fmt: skip


def _moment(at: datetime | None) -> str:
    return "" if at is None else local(at).isoformat(timespec="minutes")


def _counts(codes: Collection[str], rows: Iterable[tuple[str, int]]) -> list[CountTold]:
    found: Counter[str] = Counter()
    for code, count in rows:
        found[code] += count
    return [CountTold(code=one, count=found[one]) for one in codes if found[one]]


def _point(
    one: WalkPoint,
    number: int,
    photos: Collection[NotePhoto],
    became: dict[UUID, Became],
    *,
    has_words: bool,
) -> PointTold:
    again = one.again_of_id
    return PointTold(
        number=number, key=str(one.pk), at=_moment(one.seen_at),
        where=one.where if has_words else "",
        latitude=one.latitude, longitude=one.longitude, feels=one.feels,
        for_whom=one.for_whom, category=one.category,
        text=one.text if has_words else "",
        photos=[str(photo.pk) for photo in photos],
        became=became[again].value if again in became else "",
    )  # fmt: skip


def _measure(one: Measure, numbers: dict[UUID, int]) -> MeasureTold:
    steps = list(one.steps.all())
    return MeasureTold(
        action=one.action, owner=one.owner, cost=one.cost, state=one.state,
        words=steps[-1].words if steps else "",
        due_on="" if one.due_on is None else one.due_on.isoformat(),
        points=sorted(
            numbers[point.pk] for point in one.points.all() if point.pk in numbers
        ),
    )  # fmt: skip
