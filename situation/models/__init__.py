from situation.models.cycle import Cycle
from situation.models.decision import Decision, DecisionState, Feedback
from situation.models.note import NotePhoto, NoteState, WalkNote, WalkPoint
from situation.models.public_word import PublicDoor, PublicWord, WordState
from situation.models.report import (
    AlcoholRelated,
    Precision,
    QuietWord,
    Report,
    Severity,
)
from situation.models.reporter import Reporter
from situation.models.walk import Walk, WalkKind

__all__ = [
    "AlcoholRelated",
    "Cycle",
    "Decision",
    "DecisionState",
    "Feedback",
    "NotePhoto",
    "NoteState",
    "Precision",
    "PublicDoor",
    "PublicWord",
    "QuietWord",
    "Report",
    "Reporter",
    "Severity",
    "Walk",
    "WalkKind",
    "WalkNote",
    "WalkPoint",
    "WordState",
]
