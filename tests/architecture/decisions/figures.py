"""What was decided about figures: whoever reads sections sees the figures of their own
agency, so the stranger and the police see theirs; coordinators publish them.
"""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.architecture.calls import READERS, SIGNED_IN, Decision, get, post
from tests.architecture.world import World

_OWN = READERS | {"police", "stranger"}


_BASELINE = {
    "kind": "half_year",
    "of": "2020",
    "value": "10",
    "source": "Påhitt",
    "why": "Påhitt",
}


def _of_a_year(name: str, **arguments: str) -> Callable[[Client, World], Any]:
    def call(client: Client, _world: World) -> Any:
        return client.get(reverse(name, kwargs=arguments), {"period": "2026"})

    return call


FIGURES: dict[str, list[Decision]] = {
    "figure_sheet": [Decision(get("figure_sheet"), _OWN)],
    "figure_detail": [Decision(get("figure_detail", code="KI7"), _OWN)],
    "figure_rows": [Decision(get("figure_rows", code="KI7"), _OWN)],
    "figure_baseline": [
        Decision(get("figure_baseline", code="KI7"), _OWN),
        Decision(
            post("figure_baseline", _BASELINE, code="KI7"),
            frozenset({"coordinator", "stranger"}),
            (403, 404),
        ),
    ],
    "figure_before_after": [Decision(get("figure_before_after", code="KI7"), _OWN)],
    "figures_publish": [
        # The half-year runs still: whoever may is told so on the page they came from.
        Decision(
            post("figures_publish"),
            frozenset({"coordinator", "stranger"}),
            (403, 404),
            (302,),
        )
    ],
    "api_indicators": [Decision(get("api_indicators"), SIGNED_IN, (401,))],
    "api_figures": [Decision(_of_a_year("api_figures"), _OWN, (401, 404))],
    "api_figure": [Decision(_of_a_year("api_figure", code="KI7"), _OWN, (401, 404))],
    "figures_yearly": [Decision(get("figures_yearly"), _OWN)],
    "publication_list": [Decision(get("publication_list"), _OWN)],
}
