"""Moments and days as a formal document writes them."""

from datetime import date, datetime

from django.utils import formats

from core.nights import local


def when(text: object) -> str:
    """A moment on the wall clock, with its offset in the night that has two 02:30."""
    moment = local(datetime.fromisoformat(str(text)))
    said = moment.strftime("%Y-%m-%d %H:%M")
    twin = moment.replace(fold=1 - moment.fold)
    if twin.utcoffset() != moment.utcoffset():
        return f"{said} ({moment.tzname()}, UTC{moment.isoformat()[-6:]})"
    return said


def day(text: object) -> str:
    return formats.date_format(date.fromisoformat(str(text)), "DATE_FORMAT")
