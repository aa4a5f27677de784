"""The parts of a figure: time zones of the night, genders, the random share of the plan.

A part is named by one word, which addresses and published figures use: `zone:17-20`,
`gender:woman`, `drawn`; empty for the whole.
"""

from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.nights import TimeZoneOfNight
from evidence.indicators.indicator import Indicator, Split
from evidence.indicators.scope import Scope
from training.models import Gender

WHOLE, DRAWN, NOT_STATED = "", "drawn", "not_stated"


def parts_of(indicator: Indicator) -> tuple[str, ...]:
    """The names of the figure's parts, the whole first."""
    found = [WHOLE]
    if Split.ZONE in indicator.splits:
        found += [f"zone:{one.value}" for one in TimeZoneOfNight]
    if Split.GENDER in indicator.splits:
        found += [f"gender:{one.value or NOT_STATED}" for one in Gender]
    if Split.DRAWN in indicator.splits:
        found.append(DRAWN)
    return tuple(found)


def narrowed(scope: Scope, part: str) -> Scope:
    """The scope of a part that `parts_of` has named."""
    kind, _colon, word = part.partition(":")
    if kind == "zone":
        return replace(scope, zone=TimeZoneOfNight(word))
    if kind == "gender":
        return replace(scope, gender="" if word == NOT_STATED else word)
    return replace(scope, is_drawn=True) if part == DRAWN else scope


def part_name(part: str) -> str | Promise:
    """What a part is called."""
    kind, _colon, word = part.partition(":")
    if kind == "zone":
        return word.replace("-", "–")
    if kind == "gender":
        return Gender("" if word == NOT_STATED else word).label
    return _("drawn by lot") if part == DRAWN else _("in all")
