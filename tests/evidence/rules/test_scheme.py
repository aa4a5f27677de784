import copy
import json
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.scheme import faults_of_scheme, scheme_of
from evidence.services.schemes import FOLDER

READ: dict[str, Any] = json.loads((FOLDER / "pf-28.json").read_text("utf-8"))


def test_the_scheme_of_the_repository_has_five_areas_four_zones_and_28_attributes() -> (
    None
):
    assert faults_of_scheme(READ) == []
    scheme = scheme_of(READ)
    sizes = [len(area.attributes) for area in scheme.areas]
    assert sizes == [7, 5, 6, 5, 5]
    assert scheme.cells == 20
    assert list(scheme.scale) == [1, 2, 3, 4, 5]
    area = scheme.area_of("E4")
    assert area is not None
    with override("sv"):
        assert (area.it.name, scheme.zones[2].name) == ("Policy", "Kväll 23–02")
    with override("en"):
        assert str(scheme.attribute("W3").name) == "Proactive licensing and regulation"  # type: ignore[union-attr]


def changed(*path: str | int, to: object) -> dict[str, Any]:
    read: Any = copy.deepcopy(READ)
    at = read
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = to
    return dict(read)


@pytest.mark.parametrize(
    "read",
    [
        {},
        changed("code", to="two words"),
        changed("name", to={"sv": "Bara svenska"}),
        changed("areas", to=[]),
        changed("areas", 1, "attributes", 0, "code", to="W1"),
        changed("zones", 1, "code", to="17-20"),
        changed("scale", 0, "score", to=2),
        changed("scale", to=[READ["scale"][0]]),
        changed("fresh_months", to=0),
        changed("fresh_months", to=True),
        changed("valid_from", to="i fjol"),
        changed("areas", 0, "name", "en", to=" "),
    ],
)
def test_a_scheme_that_lacks_something_is_not_published(read: dict[str, Any]) -> None:
    assert faults_of_scheme(read)


def test_a_fault_is_said_with_its_place() -> None:
    with override("en"):
        (said,) = faults_of_scheme(changed("areas", 0, "name", to={"sv": "Säkerhet"}))
        assert said == "areas/0/name/en: missing, or not as it should be"
        (said,) = faults_of_scheme(changed("zones", 1, "code", to="17-20"))
        assert said == "Two parts have the same code: 17-20."


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(sorted(READ)), inner, max_size=8)
        ),
        max_leaves=12,
    )
)
def test_whatever_is_sent_as_a_scheme_is_answered_with_its_faults(read: Any) -> None:
    assert faults_of_scheme(read)
