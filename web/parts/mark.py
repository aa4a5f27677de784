"""Marks: a colour never speaks alone, it comes with a shape and a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inspections.models import HeldState, Severity
from venues.models import ImportState


class Tone(StrEnum):
    """What a mark means; the shape that goes with it stands beside the word."""

    GOOD = "good"
    BAD = "bad"
    CARE = "care"
    CALM = "calm"
    NONE = "none"


# The colour's name in the design system, and a shape that needs no colour.
COLOURS: Mapping[Tone, str] = {
    Tone.GOOD: "success",
    Tone.BAD: "danger",
    Tone.CARE: "warning",
    Tone.CALM: "info",
    Tone.NONE: "neutral",
}
SHAPES: Mapping[Tone, str] = {
    Tone.GOOD: "✓",
    Tone.BAD: "■",
    Tone.CARE: "▲",
    Tone.CALM: "●",
    Tone.NONE: "○",
}


@dataclass(frozen=True, slots=True)
class Mark:
    text: str | Promise
    tone: Tone = Tone.NONE

    @property
    def colour(self) -> str:
        return COLOURS[self.tone]

    @property
    def shape(self) -> str:
        return SHAPES[self.tone]


SEALED = Mark(_("sealed"), Tone.GOOD)
NOT_SEALED = Mark(_("not sealed"), Tone.CARE)
OVERDUE = Mark(_("overdue"), Tone.BAD)
ENDED = Mark(_("ended"), Tone.NONE)
MISSING = Mark(_("missing"), Tone.CARE)

_SEVERITY: Mapping[str, Tone] = {
    Severity.MINOR: Tone.CALM,
    Severity.SERIOUS: Tone.CARE,
    Severity.CRITICAL: Tone.BAD,
}
_IMPORT: Mapping[str, Tone] = {
    ImportState.UPLOADED: Tone.CALM,
    ImportState.PREVIEWED: Tone.CARE,
    ImportState.CONFIRMED: Tone.CALM,
    ImportState.APPLIED: Tone.GOOD,
    ImportState.REFUSED: Tone.BAD,
}
_HELD: Mapping[str, Tone] = {
    HeldState.WAITING: Tone.CALM,
    HeldState.QUARANTINED: Tone.CARE,
    HeldState.SETTLED: Tone.GOOD,
}


def severity_mark(severity: str) -> Mark:
    """How grave a finding is."""
    return Mark(Severity(severity).label, _SEVERITY[severity])


def import_mark(state: str) -> Mark:
    """How far a register import has come."""
    return Mark(ImportState(state).label, _IMPORT[state])


def held_mark(state: str) -> Mark:
    """What has become of a held entry."""
    return Mark(HeldState(state).label, _HELD[state])
