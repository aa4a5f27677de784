"""Telling what was seen, that nothing was, and taking back what was told wrongly."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.words import check_says_something
from situation.models import QuietWord, Report, Reporter
from situation.queries.cycles import answered_by
from situation.rules.category import offered
from situation.rules.cycle import cycle_to_answer
from situation.services.cycles import carry_on, open_cycle
from situation.services.screened import check_names_nobody
from situation.services.telling import Told, check_told, write_report


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
    asked = check_told(told, offered(), not_people)
    return write_report(
        reporter.municipality, told, key=key, not_people=asked, reported_at=clock.now(),
        reporter=reporter,
    )  # fmt: skip


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
    check_names_nobody(reason)
    row.withdrawn_at, row.withdrawn_why = clock.now(), reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_why"])
    return row
