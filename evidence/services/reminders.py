"""Reminding of evidence that is owed: a week before its day, and when that has passed."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.post import Draft, compose, write_letters
from core.reminding import remind_in_steps
from evidence.models import Item
from evidence.rules.item import OWED

_DAYS = (7, -1)
"""Days before the day by which it is wanted; a proposal of ours."""


def remind_of_evidence() -> int:
    """Remind whoever owes a piece; how many pieces."""
    today = clock.today()
    return remind_in_steps(len(_DAYS), lambda step: _owed(step, today), _remind)


def _owed(step: int, today: date) -> QuerySet[Item]:
    return Item.objects.filter(
        state__in=OWED,
        wanted_by__lte=today + timedelta(days=_DAYS[step - 1]),
        reminded__lt=step,
        owner__is_active=True,
    )


def _remind(rows: QuerySet[Item], step: int) -> int:
    found = list(rows.select_related("owner"))
    write_letters(_letter(one, step) for one in found)
    Item.objects.filter(pk__in=[one.pk for one in found]).update(reminded=step)
    return len(found)


def _letter(row: Item, step: int) -> Draft:
    assert row.wanted_by is not None
    with translation.override(row.owner.language):
        return compose(
            key=f"evidence:{row.pk}:{step}",
            to=row.owner.email,
            subject=_("Evidence is wanted by %(day)s")
            % {"day": row.wanted_by.isoformat()},
            paragraphs=[
                _("Hello %(name)s,") % {"name": row.owner.name},
                _("“%(title)s” is wanted by %(day)s and has not been offered yet.")
                % {"title": row.title, "day": row.wanted_by.isoformat()},
            ],
            link=f"{settings.PUBLIC_URL}/evidence/items/{row.pk}/",
        )
