"""Frozen numbers in words, as pages say them."""

from django.utils.translation import gettext as _

from evidence.indicators import words
from evidence.indicators.figure import Figure
from evidence.rules.interval import Interval
from evidence.rules.pack import Numbers, Part, Told


def figure_of(numbers: Numbers) -> Figure:
    """The figure that was frozen."""
    low, high = numbers["low"], numbers["high"]
    return Figure(
        numbers["value"], numbers["counted"], numbers["among"],
        None if low is None or high is None else Interval(low, high),
        numbers["unchecked"], numbers["waiting"], numbers["expected"],
    )  # fmt: skip


def whole(one: Told) -> Part:
    """The figure for all of it."""
    return next(part for part in one["parts"] if not part["code"])


def said(shown: str, numbers: Numbers) -> tuple[str, str, str]:
    """Value, interval and counts."""
    if numbers["is_hidden"]:
        return _("fewer than five, or told by them"), "", ""
    figure = figure_of(numbers)
    return (
        words.value_words(shown, figure.value),
        words.interval_words(shown, figure),
        words.counts_words(figure),
    )


def change_said(one: Told) -> str:
    """How much it changed, and whether that is for the better."""
    return ", ".join(filter(None, (one["change"], one["verdict"])))


def beside(one: Told) -> list[str]:
    """What must stand beside the value for it to be believed."""
    found = whole(one)["numbers"]
    notes = words.beside(one["shown"], figure_of(found))
    if not found["is_frozen"]:
        notes.append(_("reckoned for this pack, not published before"))
    return notes
