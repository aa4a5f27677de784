"""What templates say in Lykta's own way: nights, numbers, marks, fields."""

from datetime import date, datetime

from django import template
from django.forms import BoundField
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.nights import local, night_or_civil_date
from web.parts.mark import Mark, severity_mark

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """A date as Swedes write it, 2026-11-20; a dash when there is none."""
    return "–" if value is None else value.isoformat()


@register.filter
def moment(value: datetime | None) -> str:
    """An instant in local time, to the minute."""
    return "–" if value is None else local(value).strftime("%Y-%m-%d %H:%M")


@register.filter
def night(value: date | None) -> str:
    """A night by the day on which it begins, with weekday and week."""
    if value is None:
        return "–"
    return _("night of %(weekday)s %(day)s, week %(week)s") % {
        "weekday": formats.date_format(value, "l").lower(),
        "day": value.isoformat(),
        "week": value.isocalendar().week,
    }


@register.filter
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


@register.filter
def number(value: float | None) -> str:
    """A number with the language's own separators; a dash when there is none."""
    if value is None:
        return "–"
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def mark_of(severity: str) -> Mark:
    """The mark of a finding's severity."""
    return severity_mark(severity)


@register.simple_tag
def pill(mark: Mark | None) -> SafeString | str:
    """A mark as a pill: shape, then word."""
    if mark is None:
        return ""
    return format_html(
        '<span class="ds-tag pill" data-color="{}"><span aria-hidden="true">{}</span> {}</span>',
        mark.colour, mark.shape, mark.text,
    )  # fmt: skip


@register.filter
def as_input(field: BoundField) -> SafeString:
    """The field's control in the design system's clothes."""
    return field.as_widget(attrs={"class": "ds-input"})


@register.filter
def unlocalized(value: float) -> str:
    """A number as SVG reads it: with a point, whatever the language."""
    return f"{value:g}"


@register.filter
def after(start: float, width: float) -> str:
    """Where a bar's own figure stands."""
    return f"{start + width + 6:g}"
