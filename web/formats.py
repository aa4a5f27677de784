"""Days, nights, times and numbers as Swedes write them."""

from datetime import date, datetime

from django.utils import formats
from django.utils.translation import gettext as _

from core.nights import local, night_or_civil_date


def day(value: date | None) -> str:
    """A date as Swedes write it, 2026-11-20; a dash when there is none."""
    return "–" if value is None else value.isoformat()


def span(first: date | None, last: date | None) -> str:
    """From a day to another, both included; or from a day on."""
    if last is None:
        return _("from %(day)s until further notice") % {"day": day(first)}
    return f"{day(first)} – {day(last)}"


def moment(value: datetime | None) -> str:
    """An instant in local time, to the minute."""
    return "–" if value is None else local(value).strftime("%Y-%m-%d %H:%M")


def night(value: date | None) -> str:
    """A night by the day on which it begins, with weekday and week."""
    if value is None:
        return "–"
    return _("night of %(weekday)s %(day)s, week %(week)s") % {
        "weekday": formats.date_format(value, "l").lower(),
        "day": value.isoformat(),
        "week": value.isocalendar().week,
    }


def clock(value: datetime | None) -> str:
    """A time of a night, with the night it belongs to when that began the day before."""
    if value is None:
        return "–"
    here = local(value)
    begun = night_or_civil_date(value)
    time = here.strftime("%H:%M")
    if begun == here.date():
        return time
    return _("%(time)s (night of %(day)s)") % {"time": time, "day": begun.isoformat()}


def number(value: float | None) -> str:
    """A number with the language's own separators; a dash when there is none."""
    if value is None:
        return "–"
    return formats.number_format(value, use_l10n=True, force_grouping=True)
