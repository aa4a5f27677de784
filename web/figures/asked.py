"""What an address asks of figures: whose, of which period, which indicator."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Agency
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotFound
from evidence.indicators.indicator import Indicator
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.indicators.words import period_words
from evidence.rules.period import Period, half_year, period_named, rolling, year
from web.asking import chosen_agency

HALF_YEARS, YEARS = 6, 3
"""How many periods one may choose among, and how many a series shows."""


def agency_asked(request: HttpRequest) -> Agency:
    """The agency in the address; `NotFound` for who reads no agency's sections."""
    found = chosen_agency(request, Capability.READ_SECTIONS)
    if found is None:
        raise NotFound(_("There is no such page, or it is not yours to see."))
    return found


def indicator_asked(code: str) -> Indicator:
    """The indicator of that code."""
    found = REGISTRY.get(code)
    if found is None:
        raise NotFound(_("There is no such indicator."))
    return found


def periods_offered() -> list[Period]:
    """Half-years, years and twelve months, the latest of each first."""
    today = clock.today()
    ended = half_year(today).previous()
    twelve = [rolling(today.replace(day=1)).previous(), rolling(ended.last)]
    twelve += rolling(ended.last).back(YEARS)[-2::-1]
    return list(
        dict.fromkeys(
            [
                *half_year(today).back(HALF_YEARS)[::-1],
                *year(today).back(YEARS)[::-1],
                *twelve,
            ]
        )
    )


def scope_asked(request: HttpRequest, indicator: Indicator | None = None) -> Scope:
    """What the address asks for: this half-year when it asks for no period, and the
    latest period that the indicator is meant for when the one asked for is not.
    """
    period = period_named(request.GET.get("period", "")) or half_year(clock.today())
    if indicator is not None and period.kind not in indicator.periods:
        fitting = [one for one in periods_offered() if one.kind in indicator.periods]
        period = fitting[0]
    return Scope(agency_asked(request), period, clock.today())


def choices(scope: Scope, indicator: Indicator | None = None) -> list[tuple[str, str]]:
    """The periods to choose among, code and words; the one in hand always with them."""
    offered = [
        one
        for one in dict.fromkeys([*periods_offered(), scope.period])
        if indicator is None or one.kind in indicator.periods
    ]
    return [(one.code, period_words(one)) for one in offered]


def address(name: str, scope: Scope, *args: str, **more: str) -> str:
    """The address of another page on the same agency and period."""
    asked = {"agency": str(scope.agency.pk), "period": scope.period.code, **more}
    return reverse(name, args=args, query=asked)
