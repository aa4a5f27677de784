"""What a plan says of itself, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning.models import Round, Stop
from planning.rules.passed_over import Why
from planning.rules.priority import Part

PART_WORDS: Mapping[str, Promise] = {
    Part.BASE: gettext_lazy("any venue"),
    Part.RISK: gettext_lazy("risk"),
    Part.DUE: gettext_lazy("due"),
    Part.SOON: gettext_lazy("due within a month"),
    Part.LATE: gettext_lazy("overdue"),
    Part.DEADLINE: gettext_lazy("a finding's day has passed"),
    Part.ASKED: gettext_lazy("the venue asked to be visited again"),
}
WHY_WORDS: Mapping[str, Promise] = {
    Why.CLOSED: gettext_lazy("Does not serve that night."),
    Why.NO_PLACE: gettext_lazy("Its place on the map is not known."),
    Why.WISHED_OUT: gettext_lazy("Wished away tonight."),
    Why.BARRED: gettext_lazy("An officer of every team must not deal with it."),
    Why.OUT_OF_REACH: gettext_lazy("No team can be there in time."),
    Why.NO_ROOM: gettext_lazy("There is no time for it."),
    Why.FITS: gettext_lazy("There is room for it: take it in."),
    Why.BELOW: gettext_lazy("Many others ask for more."),
}


def reason_of(stop: Stop, row: Round) -> str:
    """Why a stop is part of the plan."""
    said = []
    if stop.is_wished:
        said.append(_("Wished for."))
    if stop.is_random:
        said.append(
            _("Drawn by lot (%(percent)s %%).") % {"percent": row.random_percent}
        )
    parts = ", ".join(
        f"{PART_WORDS[part]} {points}"
        for part, points in stop.factors.items()
        if part in PART_WORDS
    )
    said.append(
        _("Priority %(points)s: %(parts)s.")
        % {"points": sum(stop.factors.values()), "parts": parts}
    )
    return " ".join(said)


def why_left_out(answer: Mapping[str, object]) -> str:
    """Why one of the best is not part of the plan."""
    said = str(WHY_WORDS[str(answer["why"])])
    costs = answer.get("costs")
    if answer["why"] == Why.NO_ROOM and isinstance(costs, int):
        said += " " + (
            _("In the place of another stop it would cost %(points)s.")
            % {"points": costs}
            if costs > 0
            else _("A swap would cost nothing: another night it may be the other way.")
        )
    return said
