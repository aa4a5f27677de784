"""What was decided about figures: whoever reads sections sees the figures of their own
agency, so the stranger and the police see theirs; coordinators publish them.
"""

from tests.architecture.calls import READERS, Decision, get, post

_OWN = READERS | {"police", "stranger"}

FIGURES: dict[str, list[Decision]] = {
    "figure_sheet": [Decision(get("figure_sheet"), _OWN)],
    "figure_detail": [Decision(get("figure_detail", code="KI7"), _OWN)],
    "figure_rows": [Decision(get("figure_rows", code="KI7"), _OWN)],
    "figures_publish": [
        # The half-year runs still: whoever may is told so on the page they came from.
        Decision(
            post("figures_publish"), frozenset({"coordinator"}), (403, 404), (302,)
        )
    ],
    "publication_list": [Decision(get("publication_list"), _OWN)],
}
