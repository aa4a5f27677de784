"""Asking reporters for their word: on a cycle's last day, and on the day it is due."""

from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.nights import local
from core.post import Draft, compose, write_letters
from situation.models import Cycle, Reporter
from situation.queries.cycles import expected_in, told_in
from situation.services.reporters import link_of

_FARTHEST = timedelta(days=30)


def remind_reporters() -> int:
    """Write to every reporter that has told nothing in a cycle that ends today or is due
    today; how many letters. One a day and cycle, however often this runs.
    """
    today = clock.today()
    near = Cycle.objects.filter(
        shared_at=None, last__lte=today, due_at__gt=clock.now(),
        due_at__lt=clock.now() + _FARTHEST,
    ).select_related("municipality")  # fmt: skip
    drafts = [
        _letter(cycle, one)
        for cycle in near
        if today in {cycle.last, local(cycle.due_at).date()}
        for one in _silent_in(cycle)
    ]
    write_letters(drafts)
    return len(drafts)


def _silent_in(cycle: Cycle) -> list[Reporter]:
    told = told_in(cycle)
    rows = expected_in(cycle).filter(ended_on=None).select_related("municipality")
    return [one for one in rows if one.pk not in told]


def _letter(cycle: Cycle, to: Reporter) -> Draft:
    with translation.override(to.language):
        due = local(cycle.due_at)
        return compose(
            key=f"report-asked:{cycle.pk}:{to.pk}:{clock.today().isoformat()}",
            to=to.email,
            subject=_("What have you seen? Tell us by %(day)s")
            % {"day": due.date().isoformat()},
            paragraphs=[
                _("Hello %(name)s,") % {"name": to.organisation},
                _(
                    "Tell what you have seen from %(first)s to %(last)s, by %(day)s at "
                    "%(time)s. If there was nothing, say so with one tap: that counts."
                )
                % {
                    "first": cycle.first.isoformat(), "last": cycle.last.isoformat(),
                    "day": due.date().isoformat(), "time": f"{due:%H:%M}",
                },
            ],
            link=link_of(to),
            is_secret=True,
        )  # fmt: skip
