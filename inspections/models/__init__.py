from inspections.models.chain import SealChain
from inspections.models.checklist import ChecklistItem, ChecklistVersion, Severity
from inspections.models.checklist_draft import ChecklistDraft
from inspections.models.destruction import Destruction, DestructionState
from inspections.models.device import Device, Stream
from inspections.models.entry import Entry, HeldEntry, HeldState, Parcel
from inspections.models.epoch import ServerEpoch
from inspections.models.obligation import (
    HandOver,
    Obligation,
    ObligationState,
    ObligationStep,
    Outcome,
)
from inspections.models.occasion import Occasion
from inspections.models.photo import Photo, PhotoUse
from inspections.models.projection import Answer, Finding, HeadCount, Observation
from inspections.models.release import TO_VENUE, RecipientKind, Release
from inspections.models.tip import Tip, TipSource, TipState
from inspections.models.venue_word import (
    Proof,
    ProofFile,
    ProofState,
    Reply,
    RevisitRequest,
)
from inspections.models.visit import Section, Visit, VisitKind

__all__ = [
    "TO_VENUE",
    "Answer",
    "ChecklistDraft",
    "ChecklistItem",
    "ChecklistVersion",
    "Destruction",
    "DestructionState",
    "Device",
    "Entry",
    "Finding",
    "HandOver",
    "HeadCount",
    "HeldEntry",
    "HeldState",
    "Obligation",
    "ObligationState",
    "ObligationStep",
    "Observation",
    "Occasion",
    "Outcome",
    "Parcel",
    "Photo",
    "PhotoUse",
    "Proof",
    "ProofFile",
    "ProofState",
    "RecipientKind",
    "Release",
    "Reply",
    "RevisitRequest",
    "SealChain",
    "Section",
    "ServerEpoch",
    "Severity",
    "Stream",
    "Tip",
    "TipSource",
    "TipState",
    "Visit",
    "VisitKind",
]
