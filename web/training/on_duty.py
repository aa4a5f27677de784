"""How many of those who serve are trained: indicator KT2 in this half-year."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.indicators.telling import reckoned
from evidence.indicators.words import period_words
from evidence.permissions import agencies_with_figures
from evidence.rules.period import half_year
from web.parts.table import KeyFigure

_LABEL = _("Trained, of those who served at visits")


def trained_share(user: User, there: Municipality, today: date) -> KeyFigure:
    """Of the visits of the person's own agency there; nothing for who reads none."""
    agency = agencies_with_figures(user).filter(municipality=there).first()
    period = half_year(today)
    if agency is None:
        return KeyFigure(_LABEL, None)
    figure = reckoned(REGISTRY["KT2"], Scope(agency, period, today))
    has_any = bool(figure.among)
    return KeyFigure(
        _LABEL,
        int(figure.counted or 0) if has_any else None,
        int(figure.among or 0) if has_any else None,
        href=reverse("figure_detail", args=["KT2"]),
        note=period_words(period),
    )
