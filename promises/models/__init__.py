from promises.models.activity import CLOSED, Activity, ActivityNote, ActivityState
from promises.models.goal import (
    Goal,
    GoalBaseline,
    GoalDirection,
    GoalReading,
    Unit,
)
from promises.models.promise import Problem, ProblemSource, Promise, SourceKind

__all__ = [
    "CLOSED",
    "Activity",
    "ActivityNote",
    "ActivityState",
    "Goal",
    "GoalBaseline",
    "GoalDirection",
    "GoalReading",
    "Problem",
    "ProblemSource",
    "Promise",
    "SourceKind",
    "Unit",
]
