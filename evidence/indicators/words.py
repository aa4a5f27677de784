"""Figures in words: values with their unit, intervals, changes, periods."""

from collections.abc import Mapping

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evidence.indicators.figure import Figure
from evidence.indicators.indicator import Direction, Module
from evidence.indicators.measure import Shown
from evidence.indicators.verdict import Verdict
from evidence.models import PeriodKind
from evidence.rules.change import Change, ChangeKind
from evidence.rules.period import Period

MODULES: Mapping[Module, Promise] = {
    Module.INSPECTION: gettext_lazy("Inspection and follow-up"),
    Module.TRAINING: gettext_lazy("Training"),
    Module.WALKS: gettext_lazy("Safety walks"),
    Module.SITUATION: gettext_lazy("The situation in town"),
    Module.PRESENCE: gettext_lazy("Presence"),
    Module.SURVEYS: gettext_lazy("Surveys"),
    Module.PROMISES: gettext_lazy("Promises and evidence"),
    Module.OPEN_DATA: gettext_lazy("Open data"),
}
DIRECTIONS: Mapping[Direction, Promise] = {
    Direction.UP: gettext_lazy("more is better"),
    Direction.DOWN: gettext_lazy("less is better"),
    Direction.CONTEXT: gettext_lazy("tells, neither good nor bad"),
}
VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.BETTER: gettext_lazy("better"),
    Verdict.WORSE: gettext_lazy("worse"),
    Verdict.CHANCE: gettext_lazy("within chance"),
}


def rounded(value: float, places: int) -> str:
    """A number with so many decimals, as the language writes it."""
    # Django cuts decimals off; a figure is rounded.
    return formats.number_format(
        round(value, places), decimal_pos=places, use_l10n=True, force_grouping=True
    )


def value_words(shown: str | None, value: float | None) -> str:
    """A value with its unit; a dash where there is none."""
    if value is None:
        return "–"
    if shown == Shown.PERCENT:
        return f"{rounded(value * 100, 1)} %"
    if shown == Shown.NUMBER:
        return rounded(value, 0)
    if shown == Shown.DAYS:
        return ngettext("%(count)s day", "%(count)s days", round(value)) % {
            "count": rounded(value, 0 if value == round(value) else 1)
        }
    return rounded(value, 2)


def interval_words(shown: str | None, figure: Figure) -> str:
    """From which value to which it surely lies; empty where there is no interval."""
    if figure.interval is None:
        return ""
    low, high = figure.interval.low, figure.interval.high
    if shown == Shown.PERCENT:
        return f"{rounded(low * 100, 1)}–{rounded(high * 100, 1)} %"
    return f"{rounded(low, 2)}–{rounded(high, 2)}"


def counts_words(figure: Figure) -> str:
    """How many of how many."""
    if figure.counted is None:
        return "–"
    if figure.among is None:
        return _whole_or_not(figure.counted)
    return f"{_whole_or_not(figure.counted)} / {_whole_or_not(figure.among)}"


def _whole_or_not(value: float) -> str:
    return rounded(value, 0) if value == int(value) else rounded(value, 2)


def change_words(change: Change) -> str:
    """How much it changed."""
    if change.kind is ChangeKind.NEW:
        return _("new")
    if change.kind is ChangeKind.BROKEN:
        return _("another definition")
    if change.by is None:
        return "–"
    sign = "+" if change.by > 0 else "−" if change.by < 0 else "±"
    size = rounded(abs(change.by), 1)
    if change.kind is ChangeKind.POINTS:
        return _("%(change)s percentage points") % {"change": f"{sign}{size}"}
    return f"{sign}{size} %"


def beside(shown: str | None, figure: Figure) -> list[str]:
    """What must be said beside the value for it to be believed."""
    said = []
    if figure.unchecked_share is not None:
        said.append(
            _("not checked: %(share)s")
            % {"share": f"{rounded(figure.unchecked_share * 100, 1)} %"}
        )
    if figure.waiting:
        said.append(
            ngettext("%(count)s still waits", "%(count)s still wait", figure.waiting)
            % {"count": rounded(figure.waiting, 0)}
        )
    if figure.expected is not None:
        said.append(
            _("without any choice: %(share)s")
            % {"share": value_words(shown, figure.expected)}
        )
    return said


def period_words(period: Period) -> str:
    """What a period is called."""
    if period.kind is PeriodKind.HALF_YEAR:
        half = (
            _("first half of %(year)s")
            if period.first.month == 1
            else _("second half of %(year)s")
        )
        return half % {"year": period.first.year}
    if period.kind is PeriodKind.YEAR:
        return str(period.first.year)
    return _("12 months to %(day)s") % {"day": period.last.isoformat()}
