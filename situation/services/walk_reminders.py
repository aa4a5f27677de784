"""Reminding who led a safety walk, and forgetting addresses that are needed no more."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.nights import local
from core.post import Draft, compose, write_letters
from core.reminding import remind_in_steps
from situation.models import Measure, MeasureState, SafetyWalk, WalkAddress
from situation.rules.safety_walk import ANSWERED_WITHIN, ASKED_AFTER, FORGOTTEN_AFTER

_AFTER = (ASKED_AFTER, ANSWERED_WITHIN - timedelta(days=1))


def remind_of_answers() -> int:
    """Remind who led a walk that its participants wait for an answer: two weeks before the
    sixty days are over, and on the last of them; how many walks.
    """
    now = clock.now()
    return remind_in_steps(
        len(_AFTER), lambda step: _unanswered(step, now), _remind_of_answers
    )


def _unanswered(step: int, now: datetime) -> QuerySet[SafetyWalk]:
    return SafetyWalk.objects.filter(
        walk__ended_at__lt=now - _AFTER[step - 1], answers=None, reminded__lt=step,
        walk__leader__is_active=True,
    )  # fmt: skip


def _remind_of_answers(rows: QuerySet[SafetyWalk], step: int) -> int:
    found = list(rows.select_related("walk__leader"))
    write_letters(_of_answer(one, step) for one in found)
    SafetyWalk.objects.filter(pk__in=[one.pk for one in found]).update(reminded=step)
    return len(found)


def _of_answer(row: SafetyWalk, step: int) -> Draft:
    head = row.walk
    assert head.ended_at is not None
    by = local(head.ended_at).date() + ANSWERED_WITHIN
    with translation.override(head.leader.language):
        return compose(
            key=f"walk-answer:{row.pk}:{step}",
            to=head.leader.email,
            subject=_("Those who walked along wait for an answer: %(title)s")
            % {"title": head.title},
            paragraphs=[
                _("Hello %(name)s,") % {"name": head.leader.name},
                _(
                    "Tell them by %(day)s what came of the walk, also what was declined and "
                    "why. After that day it counts as not answered in time."
                )
                % {"day": by.isoformat()},
            ],
            link=f"{settings.PUBLIC_URL}/walks/{row.pk}/",
        )


def remind_of_measures() -> int:
    """Remind who led the walk of measures whose day has passed; how many."""
    return remind_in_steps(1, lambda _step: _late(), _remind_of_measures)


def _late() -> QuerySet[Measure]:
    return Measure.objects.filter(
        state=MeasureState.DECIDED, due_on__lt=clock.today(), reminded=0,
        walk__walk__leader__is_active=True,
    )  # fmt: skip


def _remind_of_measures(rows: QuerySet[Measure], step: int) -> int:
    found = list(rows.select_related("walk__walk__leader"))
    write_letters(_of_measure(one) for one in found)
    Measure.objects.filter(pk__in=[one.pk for one in found]).update(reminded=step)
    return len(found)


def _of_measure(row: Measure) -> Draft:
    leader = row.walk.walk.leader
    assert row.due_on is not None
    with translation.override(leader.language):
        return compose(
            key=f"measure:{row.pk}:{row.due_on.isoformat()}",
            to=leader.email,
            subject=_("The day of a measure has passed: %(action)s")
            % {"action": row.action},
            paragraphs=[
                _("Hello %(name)s,") % {"name": leader.name},
                _(
                    "“%(action)s” was to be carried out by %(day)s, by %(owner)s. Note that it "
                    "is done, give it another day with a reason, or decline it."
                )
                % {
                    "action": row.action, "day": row.due_on.isoformat(),
                    "owner": row.owner,
                },
            ],
            link=f"{settings.PUBLIC_URL}/walks/{row.walk_id}/",
        )  # fmt: skip


def forget_addresses() -> int:
    """Forget whom a walk told, when nothing more is to be told them; how many addresses."""
    now = clock.now()
    rows = WalkAddress.objects.alias(
        over=Coalesce("walk__walk__ended_at", "walk__meets_at")
    )
    old = rows.filter(over__lt=now - FORGOTTEN_AFTER).values_list("pk", flat=True)
    gone, _each = WalkAddress.objects.filter(pk__in=list(old)).delete()
    off, _each = WalkAddress.objects.filter(
        walk__walk__cancelled_at__lt=now - timedelta(days=1), walk__walk__began_at=None
    ).delete()
    return gone + off
