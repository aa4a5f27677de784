"""Sheets of incidents in words: what does not agree, shares and changes."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.indicators.words import rounded
from evidence.rules.incident_sheet import Count, Doubt, Remark, Template

_DOUBTS: Mapping[Doubt, Promise] = {
    Doubt.TOTAL: gettext_lazy(
        "The sheet says %(said)s; its parts add up to %(reckoned)s."
    ),
    Doubt.ALCOHOL: gettext_lazy(
        "%(said)s with alcohol is more than the %(reckoned)s in all."
    ),
    Doubt.TREND: gettext_lazy("The sheet says %(said)s %%; we reckon %(reckoned)s %%."),
    Doubt.FROM_NOTHING: gettext_lazy(
        "The sheet says %(said)s %%; from 0 there is no change in per cent: it is new."
    ),
}


def remark_words(template: Template, one: Remark) -> tuple[str, str]:
    """Where it is, and what does not agree."""
    name = next(line.name for line in template.lines if line.code == one.line)
    where = ", ".join(
        filter(None, (name, one.period, _("alcohol-related") if one.of_alcohol else ""))
    )
    return where, _DOUBTS[one.doubt] % {
        "said": _written(one.said), "reckoned": _written(one.reckoned),
    }  # fmt: skip


def _written(value: float | None) -> str:
    if value is None:
        return "–"
    return rounded(value, 0 if value == int(value) else 2)


def share_words(count: Count) -> str:
    """The alcohol-related share."""
    if not count.all or count.alcohol is None:
        return "–"
    return f"{rounded(count.alcohol / count.all * 100, 1)} %"


def published_words(trend: float | None) -> str:
    """The change as the sheet gives it."""
    return "–" if trend is None else f"{_written(trend)} %"
