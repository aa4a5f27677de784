"""What was decided about findings and what follows them."""

from tests.architecture.calls import (
    READERS,
    SEALERS,
    SIGNED_IN,
    Decision,
    get,
    post,
)

ACCEPT = {"verb": "claim", "said": "Visat foto"}

FINDINGS: dict[str, list[Decision]] = {
    "finding_training": [
        Decision(
            post("finding_training", finding="finding"), SEALERS, (403, 404), (200,)
        )
    ],
    "training_withdraw": [
        Decision(
            post("training_withdraw", finding="finding", order="order"),
            SEALERS,
            (403, 404),
        )
    ],
    "finding_list": [Decision(get("finding_list"), SIGNED_IN)],
    "finding_detail": [Decision(get("finding_detail", finding="finding"), READERS)],
    "finding_step": [
        Decision(
            post("finding_step", ACCEPT, finding="finding"),
            SEALERS,
            refused=(403, 404),
            # The second who comes is told that it has happened.
            passed=(200, 302),
        )
    ],
    "finding_hand_over": [
        Decision(
            post(
                "finding_hand_over",
                {"to": "0", "text": "x", "legal_ground": "y"},
                finding="finding",
            ),
            SEALERS,
            refused=(403, 404),
            passed=(200,),
        )
    ],
    "finding_take_back": [
        Decision(
            post("finding_take_back", {"reason": "Fel myndighet"}, finding="finding"),
            SEALERS,
            refused=(403, 404),
        )
    ],
    "finding_answer": [
        Decision(
            post("finding_answer", {"answer": "Anmält"}, finding="finding"),
            SEALERS,
            refused=(403, 404),
        )
    ],
    "tip_list": [Decision(get("tip_list"), SIGNED_IN)],
    "tip_detail": [
        Decision(get("tip_detail", tip="tip"), READERS),
        Decision(
            post("tip_detail", {"state": "confirmed", "judgement": "Sett"}, tip="tip"),
            SEALERS,
            refused=(403, 404),
            passed=(200, 302),  # the second who comes is told that it is judged
        ),
    ],
    "tip_new": [
        # The police notes what the police hears.
        Decision(get("tip_new", venue="venue"), SEALERS | {"police"})
    ],
    "handed_list": [Decision(get("handed_list"), SIGNED_IN)],
    "handed_detail": [Decision(get("handed_detail", sent="handed"), SEALERS)],
}
