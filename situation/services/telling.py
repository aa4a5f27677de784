"""What may be told of the town, by a reporter or by anybody, and the report made of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Municipality
from core import clock
from core.errors import Invalid, WrongState
from core.nights import night_or_civil_date, time_zone_of
from core.words import says_something
from situation.models import (
    AlcoholRelated,
    Precision,
    PublicWord,
    Report,
    Reporter,
    Severity,
)
from situation.rules.category import Category
from situation.rules.cell import cell_of
from situation.rules.cycle import REPORTED_WITHIN, cycle_for
from situation.rules.screening import names_in, numbers_in
from situation.services.cycles import carry_on, open_cycle

_AHEAD = timedelta(minutes=10)  # a phone's clock may be that much fast


@dataclass(frozen=True, slots=True)
class Told:
    """What is told. A place is told in words, by a position, or both."""

    category: str
    seen_at: datetime
    severity: Severity = Severity.SLIGHT
    where: str = ""
    position: tuple[float, float] | None = None
    precision: Precision = Precision.EXACT
    alcohol: AlcoholRelated = AlcoholRelated.UNKNOWN
    text: str = ""


class LooksLikeAName(Invalid):
    """Something in the report looks like a name; `words` are what."""

    code = "looks_like_a_name"

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        super().__init__(
            _("Is this somebody? %(words)s. Then take it out: tell of the place.")
            % {"words": ", ".join(f"“{one}”" for one in words)}
        )


def check_told(
    told: Told, among: Mapping[str, Category], not_people: Collection[str]
) -> list[str]:
    """The words in it that look like names and that are nobody's, `not_people` says.

    Raises `Invalid` with what is missing or may not be; `LooksLikeAName` for words that
    nobody was asked about.
    """
    now = clock.now()
    if told.category not in among:
        raise Invalid(_("Choose what it is about."))
    if not now - REPORTED_WITHIN <= told.seen_at <= now + _AHEAD:
        raise Invalid(_("Tell when it was: within the last 60 days, not ahead of now."))
    if told.position is None and not says_something(told.where):
        raise Invalid(_("Say where it was, or show it on the map."))
    if numbers_in(told.text) or numbers_in(told.where):
        raise Invalid(
            _(
                "Here stands what looks like a number, an e-mail or a car of somebody. "
                "Take it out: tell of the place and of what happened."
            )
        )
    asked = names_in(told.text) + names_in(told.where)
    if set(asked) - set(not_people):
        raise LooksLikeAName(asked)
    return sorted(set(asked))


def write_report(
    municipality: Municipality,
    told: Told,
    *,
    key: UUID,
    not_people: list[str],
    reported_at: datetime,
    reporter: Reporter | None = None,
    word: PublicWord | None = None,
) -> Report:
    """The report, in the cycle of its night or, when that is shared, the one after it.

    Raises `WrongState` where the town reports nothing together yet.
    """
    carry_on(municipality, clock.today())
    night = night_or_civil_date(told.seen_at)
    cycle = open_cycle(municipality, lambda spans: cycle_for(night, spans))
    if cycle is None:
        raise WrongState(_("The town does not report together yet."))
    latitude, longitude = told.position or (None, None)
    return Report.objects.create(
        pk=key, cycle=cycle, reporter=reporter, word=word, category=told.category,
        severity=told.severity, seen_at=told.seen_at, night=night,
        zone=time_zone_of(told.seen_at) or "", where=told.where.strip(),
        latitude=latitude, longitude=longitude,
        cell=cell_of(*told.position) if told.position else "",
        precision=told.precision, alcohol=told.alcohol, text=told.text.strip(),
        not_people=not_people, reported_at=reported_at,
    )  # fmt: skip
