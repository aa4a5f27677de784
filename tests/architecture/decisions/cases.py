"""What was decided about supervision cases."""

from tests.architecture.calls import (
    READERS,
    SEALERS,
    SIGNED_IN,
    Decision,
    get,
    post,
)

SKIP = {"skip-said": "Uppenbart obehövligt"}

CASES: dict[str, list[Decision]] = {
    "case_list": [Decision(get("case_list"), SIGNED_IN)],
    "case_detail": [Decision(get("case_detail", case="case"), READERS)],
    "case_step": [
        # The second who comes is told that it has happened.
        Decision(
            post("case_step", SKIP, case="case", verb="skip"),
            SEALERS,
            refused=(403, 404),
        )
    ],
    "document_make": [
        Decision(
            post("document_make", case="case", kind="letter"),
            SEALERS,
            refused=(403, 404),
        )
    ],
    "document_approve": [
        Decision(
            post("document_approve", document="document"),
            SEALERS,
            refused=(403, 404),
        )
    ],
    "document_read": [Decision(get("document_read", document="document"), READERS)],
    "copy_tick": [
        Decision(post("copy_tick", copy="copy"), SEALERS, refused=(403, 404))
    ],
    # The police may open a case of its own at a venue of the town.
    "case_new": [Decision(get("case_new", venue="venue"), SEALERS | {"police"})],
}
