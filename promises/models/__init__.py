from promises.models.activity import CLOSED, Activity, ActivityNote, ActivityState
from promises.models.follow_up import (
    FollowUp,
    FollowUpApproval,
    FollowUpState,
    FollowUpWords,
    Party,
)
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
    "FollowUp",
    "FollowUpApproval",
    "FollowUpState",
    "FollowUpWords",
    "Goal",
    "GoalBaseline",
    "GoalDirection",
    "GoalReading",
    "Party",
    "Problem",
    "ProblemSource",
    "Promise",
    "SourceKind",
    "Unit",
]
