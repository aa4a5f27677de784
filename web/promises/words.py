"""How promises stand, in words and marks."""

from collections.abc import Mapping

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from evidence.indicators.words import rounded
from promises.models import Unit
from promises.rules.promise_status import Reason, Status, Why
from web.parts.mark import Mark, Tone

_MARKS: Mapping[Status, Mark] = {
    Status.KEPT: Mark(_("kept"), Tone.GOOD),
    Status.AT_RISK: Mark(_("at risk"), Tone.CARE),
    Status.BROKEN: Mark(_("broken"), Tone.BAD),
    Status.TOO_EARLY: Mark(_("too early to tell"), Tone.CALM),
}
_WHY: Mapping[Why, Words] = {
    Why.MISSED: _("Its day has passed, and the goal was not reached."),
    Why.NEVER_MEASURED: _("The promise is over, and it was never measured."),
    Why.NOT_DONE: _("The promise is over, and it was not done."),
    Why.OVERDUE: _("Its day has passed, and it is not done."),
    Why.WRONG_WAY: _("It is worse than the baseline."),
    Why.BEHIND: _("It lags behind the time that has gone."),
    Why.NO_BASELINE: _("It has no baseline to be held against."),
    Why.OLD_NUMBER: _("No number of the last year tells of it."),
}


def mark_of(status: Status) -> Mark:
    """The mark of a status."""
    return _MARKS[status]


def why_words(reason: Reason) -> Words:
    """What a reason says."""
    return _WHY[reason.why]


def number_words(unit: str, value: float | None) -> str:
    """A goal's number as it is written."""
    if value is None:
        return "–"
    if unit == Unit.SHARE:
        return f"{rounded(value * 100, 1)} %"
    return rounded(value, 0 if value == int(value) else 1)
