"""Indicators whose facts nobody records yet: shown with what they wait for."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evidence.indicators.indicator import (
    EVERY_PERIOD,
    HALF_YEARS,
    NO_DENOMINATOR,
    ROLLING,
    YEARS,
    Direction,
    Indicator,
    Waiting,
)
from evidence.models import PeriodKind

_UP, _DOWN, _CONTEXT = Direction.UP, Direction.DOWN, Direction.CONTEXT
_H, _R12, _Y, _ALL = HALF_YEARS, ROLLING, YEARS, EVERY_PERIOD
_STUDY = _("studies with actors, which inspections never are")
_AGE = _("studies of age checks, counted sale by sale")
_ROUTINE = _("checklist points on the routine against harassment")
_SITUATION = _("incidents night by night, from the police")
_PRESENCE = _("shifts of police and volunteers")
_SURVEY = _("answers of surveys")
_TRAFFIC = _("timetables")
_KINDS = _("opening hours by time zone of every kind of venue")


def _waits(  # noqa: PLR0917 - a line of the table below
    code: str,
    attributes: str,
    periods: frozenset[PeriodKind],
    direction: Direction,
    facts: str | Promise,
    name: str | Promise,
    numerator: str | Promise,
    denominator: str | Promise,
) -> Indicator:
    return Indicator(
        code=code, name=name, numerator=numerator, denominator=denominator,
        attributes=tuple(attributes.split()), periods=periods, direction=direction,
        measure=Waiting(facts),
    )  # fmt: skip


INDICATORS = (
    _waits(
        "KI8", "W4", _ALL, _UP, _STUDY, _("Refusals in a study with actors"),
        _("valid attempts that were refused"),
        _("valid attempts"),
    ),
    _waits(
        "KI9", "W2 W4", _Y, _UP, _AGE, _("Age checks"),
        _("attempts in which proof of age was asked for"),
        _("sales to guests who looked young, and attempts in studies"),
    ),
    _waits(
        "KI20", "W2", _Y, _UP, _ROUTINE, _("Routine against harassment in place"),
        _("venues open past 23:00 with a written routine, trained staff and visible "
            "information"),
        _("venues open past 23:00 where all three were checked"),
    ),
    _waits(
        "KE6", "W1 W4", _R12, _DOWN, _SITUATION, _("Incidents on weekend nights"),
        _("incidents in the area on weekend nights"),
        NO_DENOMINATOR,
    ),
    _waits(
        "KE7", "W4", _R12, _DOWN, _SITUATION, _("Incidents with alcohol"),
        _("incidents with alcohol"),
        _("incidents where it is known"),
    ),
    _waits(
        "KE8", "W1", _R12, _DOWN, _SITUATION, _("Violence at night"),
        _("assaults reported outdoors and at venues in the area, at night"),
        _("a thousand hours of open venues in the same nights"),
    ),
    _waits(
        "KE9", "W1 P1", _ALL, _DOWN, _SITUATION, _("Places after a measure"),
        _("incidents at the place in the six months after the measure"),
        _("incidents there in the same months a year before"),
    ),
    _waits(
        "KP1", "W1", _H, _UP, _PRESENCE, _("Visible hours a weekend night"),
        _("person-hours on foot in the area"),
        _("weekend nights"),
    ),
    _waits(
        "KP2", "W1", _H, _UP, _PRESENCE, _("Reinforced shifts carried out"),
        _("shifts carried out"),
        _("shifts planned"),
    ),
    _waits(
        "KP3", "W1", _H, _UP, _PRESENCE, _("Time zones with somebody visible"),
        _("weekend nights and time zones with a visible unit"),
        _("weekend nights times four"),
    ),
    _waits(
        "KP4", "W1 E5", _ALL, _UP, _PRESENCE, _("Hours of volunteers"),
        _("hours of every volunteer at every assignment"),
        NO_DENOMINATOR,
    ),
    _waits(
        "KP5", "W1", _Y, _UP, _PRESENCE, _("Assignments of volunteers"),
        _("assignments"),
        NO_DENOMINATOR,
    ),
    _waits(
        "KP5a", "W1", _Y, _UP, _PRESENCE, _("Active volunteers"),
        _("people with at least one assignment"),
        NO_DENOMINATOR,
    ),
    _waits(
        "KS1", "W7", _Y, _DOWN, _SURVEY, _("Unsafe in the town centre late at night"),
        _("very or fairly unsafe, or staying at home for it"),
        _("everybody of that gender who answered"),
    ),
    _waits(
        "KS2", "W7 M3", _Y, _DOWN, _SURVEY, _("Avoids going out alone"),
        _("sometimes or often"),
        _("everybody of that gender who answered"),
    ),
    _waits(
        "KO1", "M1", _ALL, _UP, _TRAFFIC, _("Late departures"),
        _("departures 22:00–05:00 from stops in the area"),
        _("weekend nights"),
    ),
    _waits(
        "KO2", "M1 M4", _ALL, _UP, _TRAFFIC, _("A way home after closing"),
        _("venues with a departure within 400 metres and 60 minutes of closing"),
        _("venues open past 22:00"),
    ),
    _waits(
        "KO3", "A2 P2", _ALL, _UP, _KINDS, _("Variety of venues"),
        _("one less the sum of the squared shares of the kinds of venue"),
        _("none: a measure of spread"),
    ),
)  # fmt: skip
