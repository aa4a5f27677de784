"""Recalling the yearly restaurant report to whoever has a permanent licence."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.post import Draft, compose, write_letters
from portal.rules.yearly_report import (
    REMIND_DAYS_BEFORE,
    reminders_due,
    report_due_on,
)
from venues.models import Duration, Licence, VenueAccess
from venues.queries.access import current_accesses


def remind_of_reports() -> int:
    """Write what is due today, once for each step, year and manager; how many letters."""
    today = clock.today()
    step = reminders_due(today)
    if not step:
        return 0
    permanent = Licence.objects.valid_on(today).filter(
        venue=OuterRef("venue"), duration__in=[Duration.PERMANENT, Duration.SEASONAL]
    )
    rows = current_accesses(today).filter(Exists(permanent))
    letters = [
        _letter(one, step)
        for one in rows.select_related("user", "venue").order_by("pk")
    ]
    write_letters(letters)
    return len(letters)


def _letter(access: VenueAccess, step: int) -> Draft:
    due = report_due_on(clock.today())
    with translation.override(access.user.language):
        return compose(
            key=f"report:{due.year}:{REMIND_DAYS_BEFORE[step - 1]}:{access.pk}",
            to=access.user.email,
            subject=_("Restaurant report by %(day)s: %(venue)s")
            % {"day": due.isoformat(), "venue": access.venue.name},
            paragraphs=[
                _(
                    "The restaurant report for %(year)s is due on %(day)s. It is filed "
                    "with Folkhälsomyndigheten; also zero must be reported. Whoever has "
                    "filed it may ignore this."
                )
                % {"year": due.year - 1, "day": due.isoformat()},
            ],
            link=f"{settings.PUBLIC_URL}/venue/{access.venue_id}/",
        )
