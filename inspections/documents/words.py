"""The words for the codes of entries, as they stand in a protocol."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: Mapping[str, Promise] = {
    "sober": _("sober"),
    "lightly": _("lightly affected"),
    "noticeably": _("noticeably affected"),
    "heavily": _("heavily affected"),
    "gaze": _("hard to fix the gaze"),
    "unsteady": _("unsteady on the feet"),
    "eyelids": _("drooping eyelids"),
    "fumbling": _("fumbling"),
    "disturbing": _("disturbs others"),
    "slow_to_grasp": _("slow to grasp what is said"),
    "loud": _("loud"),
    "dozing": _("dozing off"),
    "slurred": _("slurred speech"),
    "elated": _("elated"),
    "wide_gestures": _("wide gestures"),
    "other": _("other sign"),
    "served": _("served"),
    "refused": _("refused"),
    "water_or_food": _("offered water or food"),
    "removed": _("removed from the premises"),
    "nothing": _("did nothing"),
    "spirits": _("spirits"),
    "wine": _("wine"),
    "strong_beer": _("strong beer"),
    "other_fermented": _("other fermented drinks"),
    "alcohol_like": _("alcohol-like preparations"),
    "folkol": _("folköl (beer up to 3.5 %)"),
    "non_alcoholic": _("non-alcoholic drink"),
    "not_seen": _("not seen"),
    "entrance": _("entrance"),
    "queue": _("queue"),
    "bar": _("bar"),
    "floor": _("floor"),
    "table": _("table"),
    "toilets": _("toilets"),
    "outdoor": _("outdoor area"),
    "outside": _("outside"),
    "guests": _("guests"),
    "staff": _("staff"),
    "guards": _("guards"),
    "serving": _("serving staff"),
    "trained": _("of them with a certificate that holds"),
    "inspector": _("inspector"),
    "serving_manager": _("serving manager"),
    "holder": _("licence holder"),
    "preventive": _("preventive supervision"),
    "inner": _("inner supervision (at the desk)"),
    "outer": _("outer supervision (on site)"),
    "arrived": _("arrived"),
    "left": _("left"),
    "joined": _("joined"),
    "minor": _("minor"),
    "serious": _("serious"),
    "critical": _("critical"),
    "public": _("the public"),
    "closed_party": _("closed party"),
    "F1": _("note in the protocol; to be put right by the next visit"),
    "F2": _("letter and a new visit"),
    "F3": _("a supervision case is opened"),
    "F4": _("a supervision case is opened and a report made to the police"),
    "F5": _("handed to the agency concerned"),
}

_COUNTED = ("guests", "serving", "trained", "staff", "guards", "queue")


def word(code: object) -> str:
    """The word for a code, in the document's language; the code itself when unknown."""
    return str(_WORDS.get(str(code), code))


def words(codes: Iterable[object]) -> str:
    return ", ".join(word(code) for code in codes)


def counts_said(payload: Mapping[str, object]) -> list[str]:
    """What a head count counted, each with its word, in the order of the protocol."""
    return [f"{word(what)}: {payload[what]}" for what in _COUNTED if what in payload]
