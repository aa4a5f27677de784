"""Telling what was seen, that nothing was, and taking back what was told wrongly."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.nights import night_or_civil_date, time_zone_of
from core.words import check_says_something, says_something
from situation.models import (
    AlcoholRelated,
    Precision,
    QuietWord,
    Report,
    Reporter,
    Severity,
)
from situation.queries.cycles import answered_by
from situation.rules.category import offered
from situation.rules.cell import cell_of
from situation.rules.cycle import REPORTED_WITHIN, cycle_for, cycle_to_answer
from situation.rules.screening import names_in, numbers_in
from situation.services.cycles import carry_on, open_cycle

_AHEAD = timedelta(minutes=10)  # a phone's clock may be that much fast


@dataclass(frozen=True, slots=True)
class Told:
    """What a reporter tells. A place is told in words, by a position, or both."""

    category: str
    severity: Severity
    seen_at: datetime
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


@transaction.atomic
def tell(
    *, reporter: Reporter, key: UUID, told: Told, not_people: Collection[str] = ()
) -> Report:
    """Tell what was seen. `key` is made where the form is filled in: what is sent twice is
    kept once. `not_people` are words that the reporter said are nobody's name.

    Raises `Invalid` with what is missing or may not be; `LooksLikeAName` for words that
    nobody was asked about; `WrongState` where the town reports nothing together yet.
    """
    Reporter.objects.select_for_update().get(pk=reporter.pk)  # sent twice at once
    there = Report.objects.filter(pk=key).first()
    if there is not None:
        if there.reporter_id != reporter.pk:
            raise Invalid(_("Open the link again and tell it once more."))
        return there
    _check(told)
    asked = names_in(told.text) + names_in(told.where)
    if set(asked) - set(not_people):
        raise LooksLikeAName(asked)
    now = clock.now()
    carry_on(reporter.municipality, clock.today())
    night = night_or_civil_date(told.seen_at)
    cycle = open_cycle(reporter.municipality, lambda spans: cycle_for(night, spans))
    if cycle is None:
        raise WrongState(_("The town does not report together yet."))
    latitude, longitude = told.position or (None, None)
    zone = time_zone_of(told.seen_at)
    return Report.objects.create(
        pk=key, cycle=cycle, reporter=reporter, category=told.category,
        severity=told.severity, seen_at=told.seen_at, night=night, zone=zone or "",
        where=told.where.strip(), latitude=latitude, longitude=longitude,
        cell=cell_of(*told.position) if told.position else "",
        precision=told.precision, alcohol=told.alcohol, text=told.text.strip(),
        not_people=sorted(set(asked)), reported_at=now,
    )  # fmt: skip


def _check(told: Told) -> None:
    now = clock.now()
    if told.category not in offered():
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


@transaction.atomic
def tell_nothing(*, reporter: Reporter) -> QuietWord:
    """Say that there was nothing to report. Said twice it is kept once.

    Raises `WrongState` where no cycle waits for the reporter's word.
    """
    Reporter.objects.select_for_update().get(pk=reporter.pk)
    carry_on(reporter.municipality, clock.today())
    answered = answered_by(reporter)
    cycle = open_cycle(
        reporter.municipality,
        lambda spans: cycle_to_answer(clock.now(), spans, answered),
    )
    if cycle is None:
        raise WrongState(_("You have told us already: nothing is awaited from you."))
    return QuietWord.objects.create(cycle=cycle, reporter=reporter, said_at=clock.now())


@transaction.atomic
def withdraw(*, reporter: Reporter, report: UUID, reason: str) -> Report:
    """Take back what was told wrongly, with a reason. It stays, and is counted no more.

    Raises `NotFound`; `WrongState` once its picture was shared; `Invalid` without a reason.
    """
    # The cycle as well: its picture is not shared while a report is taken out of it.
    rows = Report.objects.select_for_update().select_related("cycle")
    row = rows.filter(pk=report, reporter=reporter).first()
    if row is None:
        raise NotFound(_("There is no such report."))
    if row.withdrawn_at is not None:
        raise WrongState(_("It is taken back already."))
    if row.cycle.shared_at is not None:
        raise WrongState(_("It is part of a picture that was shared: tell us by mail."))
    check_says_something(reason, _("Say why in a few words."))
    if numbers_in(reason):
        raise Invalid(_("Write of places and surroundings, never of people."))
    row.withdrawn_at, row.withdrawn_why = clock.now(), reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_why"])
    return row
