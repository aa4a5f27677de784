from situation.models.cycle import Cycle
from situation.models.decision import Decision, DecisionState, Feedback
from situation.models.measure import (
    Cost,
    Measure,
    MeasurePhoto,
    MeasureState,
    MeasureStep,
)
from situation.models.note import Feels, NotePhoto, NoteState, WalkNote, WalkPoint
from situation.models.public_word import PublicDoor, PublicWord, WordState
from situation.models.report import (
    AlcoholRelated,
    Precision,
    QuietWord,
    Report,
    Severity,
)
from situation.models.reporter import Reporter
from situation.models.safety_walk import (
    AgeBand,
    ChosenBecause,
    Light,
    ParticipantGender,
    ParticipantRole,
    Participants,
    SafetyWalk,
    WalkAddress,
    WalkAnswer,
    WalkProtocol,
    WalksFor,
)
from situation.models.walk import Walk, WalkKind

__all__ = [
    "AgeBand",
    "AlcoholRelated",
    "ChosenBecause",
    "Cost",
    "Cycle",
    "Decision",
    "DecisionState",
    "Feedback",
    "Feels",
    "Light",
    "Measure",
    "MeasurePhoto",
    "MeasureState",
    "MeasureStep",
    "NotePhoto",
    "NoteState",
    "ParticipantGender",
    "ParticipantRole",
    "Participants",
    "Precision",
    "PublicDoor",
    "PublicWord",
    "QuietWord",
    "Report",
    "Reporter",
    "SafetyWalk",
    "Severity",
    "Walk",
    "WalkAddress",
    "WalkAnswer",
    "WalkKind",
    "WalkNote",
    "WalkPoint",
    "WalkProtocol",
    "WalksFor",
    "WordState",
]
