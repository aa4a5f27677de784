"""Reminding of findings whose day comes near or has passed, and of late protocols.

Each reminder goes once for each finding, step and person. When days were missed, the
latest step goes and the ones before it do not.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import Staff, staff_of
from core import clock
from core.nights import local
from core.post import Draft, compose, write_letters
from core.reminding import remind_in_steps
from inspections.models import Obligation, Section
from inspections.rules.follow_up import HANDED_OVER, REMINDERS, Reminder
from inspections.rules.obligation import BY_VENUE
from inspections.rules.protocol_dates import promise_on, protocol_promised_on


def remind_of_findings() -> int:
    """Write what is due today; how many findings were reminded of."""
    today = clock.today()
    return remind_in_steps(len(REMINDERS), lambda step: _waiting(step, today), _remind)


def _waiting(step: int, today: date) -> QuerySet[Obligation]:
    due_on = today - timedelta(days=REMINDERS[step - 1].days)
    return Obligation.objects.filter(
        state__in=BY_VENUE, due_on__lte=due_on, reminded__lt=step
    )


def _remind(waiting: QuerySet[Obligation], step: int) -> int:
    """Those of one step, in a fixed number of statements."""
    rows = list(waiting.select_related("venue", "agency", "responsible"))
    reminder = REMINDERS[step - 1]
    staff = staff_of(row.agency_id for row in rows)
    write_letters(
        letter
        for row in rows
        for letter in _letters(row, reminder, staff[row.agency_id])
    )
    Obligation.objects.filter(pk__in=[row.pk for row in rows]).update(reminded=step)
    return len(rows)


def _letters(row: Obligation, reminder: Reminder, staff: Staff) -> Iterable[Draft]:
    """To whoever is responsible and still works there, else to those who lead; to the
    venue until it comes to them. A day that was moved is reminded of anew.
    """
    step = f"finding:{row.agency_id}:{row.finding}:{row.due_on}:{reminder.name}"
    for user in staff.in_charge(row.responsible, also_leads=reminder.to_leads):
        with translation.override(user.language):
            yield compose(
                key=f"{step}:{user.pk}",
                to=user.email,
                subject=_subject(row, reminder),
                paragraphs=[_sentence(row, reminder)],
                link=f"{settings.PUBLIC_URL}/findings/{row.finding}/",
            )
    if row.venue.email and not reminder.to_leads and row.follow_up != HANDED_OVER:
        with translation.override(settings.LANGUAGE_CODE):
            yield compose(
                key=f"{step}:venue",
                to=row.venue.email,
                subject=_subject(row, reminder),
                paragraphs=[
                    _sentence(row, reminder),
                    _("Tell %(agency)s when it is put right, and show how.")
                    % {"agency": row.agency.name},
                ],
            )


def _subject(row: Obligation, reminder: Reminder) -> str:
    said = (
        _("Soon to be put right: %(venue)s")
        if reminder.days < 0
        else _("Overdue: %(venue)s")
    )
    return said % {"venue": row.venue.name}


def _sentence(row: Obligation, reminder: Reminder) -> str:
    """No word of what was found: a mail may be read by others."""
    assert row.due_on is not None
    if row.follow_up == HANDED_OVER:
        said = _(
            "A finding of %(found)s at %(venue)s (%(item)s) belongs to another agency. "
            "It is to be handed over by %(due)s."
        )
    elif reminder.days < 0:
        said = _(
            "A finding of %(found)s at %(venue)s (%(item)s) is to be put right by "
            "%(due)s."
        )
    else:
        said = _(
            "A finding of %(found)s at %(venue)s (%(item)s) was to be put right by "
            "%(due)s, and nobody has said that it is."
        )
    return said % {
        "found": row.found_on.isoformat(),
        "venue": row.venue.name,
        "item": row.item,
        "due": row.due_on.isoformat(),
    }


@transaction.atomic
def remind_of_protocols() -> int:
    """Tell those who lead of sections whose protocol is late; once for each and person."""
    today = clock.today()
    # No promise is shorter than its working days; which of them are late is the rule's.
    before = today - timedelta(days=promise_on(today).protocol_working_days)
    rows = (
        Section.objects.filter(sealed_at=None, visit__night__lte=before)
        .exclude(agency=None)
        .select_related("visit__venue")
    )
    late = [
        (row, promised)
        for row in rows
        if (promised := protocol_promised_on(local(row.visit.started_at).date()))
        < today
    ]
    staff = staff_of(row.agency_id for row, _promised in late if row.agency_id)
    write_letters(
        _late_protocol(row, promised, user)
        for row, promised in late
        for user in staff[row.agency_id or 0].leads.values()
    )
    return len(late)


def _late_protocol(section: Section, promised_on: date, user: User) -> Draft:
    with translation.override(user.language):
        return compose(
            key=f"protocol-late:{section.pk}:{user.pk}",
            to=user.email,
            subject=_("Late protocol: %(venue)s") % {"venue": section.visit.venue.name},
            paragraphs=[
                _(
                    "The visit of %(night)s is not sealed. Its protocol was promised "
                    "for %(promised)s."
                )
                % {
                    "night": section.visit.night.isoformat(),
                    "promised": promised_on.isoformat(),
                }
            ],
            link=f"{settings.PUBLIC_URL}/visits/{section.visit_id}/",
        )
