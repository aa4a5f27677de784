"""Reminding of steps of a round: two weeks before their day, and when it has passed."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.post import Draft, compose, write_letters
from core.reminding import remind_in_steps
from evidence.models import Milestone
from evidence.queries.certifications import people_for_steps

_DAYS = (14, -1)
"""Days before the day on which it is due; a proposal of ours."""


def remind_of_milestones() -> int:
    """Remind whoever answers for a step; how many steps."""
    today = clock.today()
    return remind_in_steps(len(_DAYS), lambda step: _open(step, today), _remind)


def _open(step: int, today: date) -> QuerySet[Milestone]:
    return Milestone.objects.filter(
        done_on__isnull=True,
        due_on__lte=today + timedelta(days=_DAYS[step - 1]),
        reminded__lt=step,
        owner__is_active=True,
    )


def _remind(rows: QuerySet[Milestone], step: int) -> int:
    found = list(rows.select_related("owner", "certification"))
    write_letters(_letter(one, step) for one in found if _is_there(one))
    Milestone.objects.filter(pk__in=[one.pk for one in found]).update(reminded=step)
    return len(found)


def _is_there(row: Milestone) -> bool:
    """Whether its owner still sees the rounds of that municipality."""
    assert row.owner is not None
    people = people_for_steps(row.certification.municipality_id)
    return people.filter(pk=row.owner.pk).exists()


def _letter(row: Milestone, step: int) -> Draft:
    assert row.owner is not None
    assert row.due_on is not None
    day = row.due_on.isoformat()
    with translation.override(row.owner.language):
        return compose(
            # Another day, or somebody else: reminded of anew.
            key=f"milestone:{row.pk}:{day}:{row.owner_id}:{step}",
            to=row.owner.email,
            subject=_("“%(step)s” is due on %(day)s") % {"step": row.name, "day": day},
            paragraphs=[
                _("Hello %(name)s,") % {"name": row.owner.name},
                _("“%(step)s” of %(round)s is due on %(day)s and is not done yet.")
                % {"step": row.name, "round": row.certification.title, "day": day},
            ],
            link=f"{settings.PUBLIC_URL}/evidence/rounds/{row.certification_id}/",
        )
