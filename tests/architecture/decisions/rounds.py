"""What was decided about rounds: only whoever plans for the agency sees one."""

from tests.architecture.calls import (
    EVERYBODY,
    SEE_VENUES,
    SIGNED_IN,
    Decision,
    get,
    post,
)

PLANNERS = frozenset({"coordinator"})
_MOVE = {
    "move-venue": "x",
    "move-kind": "ordinary",
    "move-team": "1",
    "move-place": "1",
}

ROUNDS: dict[str, list[Decision]] = {
    "round_list": [Decision(get("round_list"), SIGNED_IN)],
    "round_detail": [Decision(get("round_detail", round_="round_"), PLANNERS)],
    "round_map": [Decision(get("round_map", round_="round_"), PLANNERS)],
    "round_step": [
        Decision(
            post("round_step", round_="round_", step="plan"),
            PLANNERS,
            refused=(403, 404),
        )
    ],
    "team_add": [Decision(post("team_add", round_="round_"), PLANNERS, passed=(200,))],
    "team_remove": [
        Decision(
            post("team_remove", round_="round_", team="team"),
            PLANNERS,
            refused=(403, 404),
        )
    ],
    "wish_add": [Decision(post("wish_add", round_="round_"), PLANNERS, passed=(200,))],
    "wish_drop": [
        Decision(
            post("wish_drop", round_="round_", wish="wish"),
            PLANNERS,
            refused=(403, 404),
        )
    ],
    "stop_move": [
        Decision(post("stop_move", _MOVE, round_="round_"), PLANNERS, passed=(200,))
    ],
    "stop_drop": [
        Decision(
            post("stop_drop", round_="round_", venue="venue"),
            PLANNERS,
            refused=(403, 404),
        )
    ],
    "recusal_list": [
        Decision(get("recusal_list", venue="venue"), SEE_VENUES),
    ],
    "calendar_list": [Decision(get("calendar_list"), SIGNED_IN)],
    # Whoever has the signed address.
    "calendar_feed": [Decision(get("calendar_feed", address="calendar"), EVERYBODY)],
    "recusal_end": [
        Decision(post("recusal_end", recusal="recusal"), PLANNERS, refused=(403, 404))
    ],
}
