"""How many of those who serve are trained, as counted at this half-year's visits."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Municipality, User
from core.periods import half_year_begun
from inspections.queries.on_duty import trained_on_duty
from inspections.queries.sections import sections_visible_to
from web.formats import day
from web.parts.table import KeyFigure


def trained_share(user: User, there: Municipality, today: date) -> KeyFigure:
    """Of the visits that the person may read of."""
    begins = half_year_begun(today)
    mine = sections_visible_to(user).filter(visit__municipality=there)
    found = trained_on_duty(mine, begins, today)
    return KeyFigure(
        _("Trained, of those who served at visits"),
        found.trained if found.visits else None,
        found.serving if found.visits else None,
        note=ngettext(
            "%(count)s visit since %(day)s at which both were counted",
            "%(count)s visits since %(day)s at which both were counted",
            found.visits,
        )
        % {"count": found.visits, "day": day(begins)},
    )
