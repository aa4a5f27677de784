"""Saying what a figure is held against."""

from django.utils.translation import gettext as _

from accounts.models import Agency, User
from core import clock
from core.errors import Invalid
from core.words import says_something
from evidence.indicators.indicator import Indicator
from evidence.indicators.measure import Shown
from evidence.models import Baseline, PeriodKind
from evidence.permissions import check_publishes


def set_baseline(
    *,
    user: User,
    agency: Agency,
    indicator: Indicator,
    kind: PeriodKind,
    of: str,
    value: float,
    source: str,
    why: str,
    caveat: str = "",
) -> Baseline:
    """Note a baseline; it is in force from now on, and the earlier ones stay.

    `value` as the indicator reckons it. Raises `NotAllowed`; `Invalid` for a figure that
    has no value yet, a value it can never have, or no reason.
    """
    check_publishes(user, agency)
    if indicator.shown is None:
        raise Invalid(_("This indicator has no value yet to hold against anything."))
    if kind not in indicator.periods:
        raise Invalid(_("The indicator is not meant for such a time."))
    most = 1 if indicator.shown is Shown.PERCENT else None
    if value < 0 or (most is not None and value > most):
        raise Invalid(
            _("A share lies between 0 and 100 per cent, a number at 0 or more.")
        )
    if not says_something(why, source):
        raise Invalid(_("Say where the number comes from, and why it counts."))
    return Baseline.objects.create(
        agency=agency, indicator=indicator.code, kind=kind, of=of.strip(), value=value,
        source=source.strip(), caveat=caveat.strip(), why=why.strip(),
        version=indicator.version, set_at=clock.now(), set_by=user,
    )  # fmt: skip
