"""What templates say in Lykta's own way: nights, numbers, marks, fields."""

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from venues.rules.serving_hours import clock_of
from web.formats import clock, day, moment, night, number, span
from web.parts.mark import Mark, severity_mark
from web.words import condition_line

register = template.Library()


for one in (day, moment, night, clock, number, condition_line):
    register.filter(one)


register.simple_tag(span)


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
def minute(value: int) -> str:
    """A minute after a day's midnight, as the clock shows it."""
    return clock_of(value)


@register.filter
def unlocalized(value: float) -> str:
    """A number as SVG reads it: with a point, whatever the language."""
    return f"{value:g}"
