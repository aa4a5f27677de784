from planning.models.recusal import Recusal
from planning.models.round import Round, RoundState
from planning.models.stop import Stop, StopKind
from planning.models.team import Team, Travel
from planning.models.wish import Wish, WishKind

__all__ = [
    "Recusal",
    "Round",
    "RoundState",
    "Stop",
    "StopKind",
    "Team",
    "Travel",
    "Wish",
    "WishKind",
]
