"""Whose safety a year's walks ask for, as figures of the page."""

from django.utils.translation import gettext as _

from accounts.models import Municipality
from core import clock
from situation.queries.safety_walks import checks_of
from situation.rules.gender_checks import LEAST_WOMEN, MOST_WOMEN, Check
from web.parts.mark import Mark, Tone
from web.parts.table import KeyFigure


def year_of_checks(town: Municipality) -> dict[str, object]:
    """The year that runs and its figures."""
    today = clock.today()
    said = checks_of(town, today.replace(month=1, day=1), today)
    return {
        "year": today.year,
        "figures": [
            _figure(
                _("Women among participants"), said.women,
                _("of those who stated a gender; %(least)s–%(most)s %% is the aim")
                % {
                    "least": round(LEAST_WOMEN * 100), "most": round(MOST_WOMEN * 100),
                },
            ),
            _figure(
                _("Walks led by women or for women alone"), said.walks_of_women,
                _("of the walks; one at least is the aim"),
            ),
            _figure(
                _("Unsafe points that say to whom"), said.points_with_whom,
                _("of the points; every one is the aim"),
            ),
            _figure(
                _("Answers to what is unsafe to women"), said.answered_for_women,
                _("of the points; a measure is decided or examined"),
            ),
        ],
    }  # fmt: skip


def _figure(name: str, check: Check, note: str) -> KeyFigure:
    mark = None
    if check.is_met is not None:
        mark = (
            Mark(_("as aimed for"), Tone.GOOD)
            if check.is_met
            else Mark(_("not as aimed for"), Tone.CARE)
        )
    return KeyFigure(name, check.counted, check.among, note=note, mark=mark)
