from situation.models.note import NotePhoto, NoteState, WalkNote, WalkPoint
from situation.models.walk import Walk, WalkKind

__all__ = ["NotePhoto", "NoteState", "Walk", "WalkKind", "WalkNote", "WalkPoint"]
