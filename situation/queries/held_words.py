"""Why a note of a walk is held back, in words: what was wrong, and what to do now."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_KEPT = _("It is kept, and a coordinator will look at it.")
_WORDS: Mapping[str, Promise] = {
    "too_large": _("The note is larger than a note may be."),
    "not_json": _("The note cannot be read."),
    "not_text": _("The note holds signs that are no text."),
    "contract": _("The note lacks something or holds what it may not."),
    "time_impossible": _("The time lies in the future, or before there was a device."),
    "author_mismatch": _("Somebody else wrote it than who is signed in."),
    "unknown_walk": _("The walk that it belongs to is not known here."),
    "unknown_agency": _("There is no such agency in the municipality."),
    "unknown_scheme": _("The scheme that it walks by is not known here."),
    "no_role": _("Who wrote it has no role that records walks there."),
    "unknown_note": _("The note that it strikes has not come."),
    "not_ones_own": _("Only who wrote a note may strike it."),
    "id_taken": _("Another note has this id."),
}
CODES = frozenset(_WORDS)


def held_sentence(code: str) -> str:
    """The sentences for a code, in the reader's language; empty when nothing is held."""
    return f"{_WORDS[code]} {_KEPT}" if code else ""
