"""How many of those who served at visits were trained (indicator KT2, domain note
purple-flag-and-safety 1.8).
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from inspections.models import HeadCount, Section


@dataclass(frozen=True, slots=True)
class TrainedOnDuty:
    """Of `serving` people at `visits` visits, `trained` had a certificate that held."""

    trained: int
    serving: int
    visits: int


def trained_on_duty(
    sections: QuerySet[Section], first: date, last: date
) -> TrainedOnDuty:
    """Counted in sealed sections of these, nights `first` to `last`. A visit counts once,
    with its last count, however many agencies took part.
    """
    rows = (
        HeadCount.objects.filter(
            section__in=sections, section__visit__night__range=(first, last)
        )
        .order_by("at", "entry")
        .values_list("section__visit", "trained", "serving")
    )
    by_visit: dict[UUID, tuple[int, int]] = {
        visit: (trained, serving)
        for visit, trained, serving in rows
        if trained is not None and serving is not None
    }
    return TrainedOnDuty(
        trained=sum(trained for trained, _serving in by_visit.values()),
        serving=sum(serving for _trained, serving in by_visit.values()),
        visits=len(by_visit),
    )
