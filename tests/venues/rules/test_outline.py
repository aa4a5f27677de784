import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from venues.rules.outline import read_outline

RING = [[14.63, 63.17], [14.65, 63.17], [14.65, 63.18], [14.63, 63.17]]
POLYGON = {"type": "Polygon", "coordinates": [RING]}


def feature(geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": "Centrum"}, "geometry": geometry}


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


@pytest.mark.parametrize(
    "read",
    [
        POLYGON,
        feature(POLYGON),
        collection(feature(POLYGON)),
        collection(
            feature({"type": "Point", "coordinates": [14, 63]}), feature(POLYGON)
        ),
        {"type": "MultiPolygon", "coordinates": [[RING]]},
        {"type": "Polygon", "coordinates": [[[*one, 312.5] for one in RING]]},
    ],
)
def test_one_polygon_is_read_however_it_is_wrapped(read: object) -> None:
    assert read_outline(json.dumps(read).encode()) == POLYGON


def test_a_hole_stays_a_hole() -> None:
    hole = [[14.64, 63.172], [14.645, 63.172], [14.645, 63.175], [14.64, 63.172]]
    read = {"type": "Polygon", "coordinates": [RING, hole]}
    assert read_outline(json.dumps(read).encode()) == read


def swapped() -> list[list[float]]:
    return [[y, x] for x, y in RING]


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("text", "GeoJSON"),
        ([], "polygon"),
        ({"type": "LineString", "coordinates": RING}, "polygon"),
        (collection(feature(POLYGON), feature(POLYGON)), "2"),
        (collection(feature(None), 7), "polygon"),
        ({"type": "MultiPolygon", "coordinates": [[RING], [RING]]}, "2"),
        ({"type": "Polygon", "coordinates": [RING[:-1]]}, "stängd"),
        ({"type": "Polygon", "coordinates": [RING[:3]]}, "stängd"),
        ({"type": "Polygon", "coordinates": []}, "stängd"),
        ({"type": "Polygon", "coordinates": "x"}, "stängd"),
        ({"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}, "stängd"),
        ({"type": "Polygon", "coordinates": [[[True, True]] * 4]}, "stängd"),
        ({"type": "Polygon", "coordinates": [RING * 2000]}, "stängd"),
        ({"type": "Polygon", "coordinates": [RING] * 2000}, "stängd"),
        ({"type": "Polygon", "coordinates": [[RING[0]] * 4]}, "stängd"),
        (
            {"type": "Polygon", "coordinates": [[RING[0], RING[1], RING[1], RING[0]]]},
            "stängd",
        ),
        ({"type": "Polygon", "coordinates": [swapped()]}, "bytt plats"),
        (
            {
                "type": "Polygon",
                "coordinates": [
                    [
                        [481000, 7003000],
                        [481900, 7003000],
                        [481900, 7003900],
                        [481000, 7003000],
                    ]
                ],
            },
            "WGS 84",
        ),
        ({"type": "Polygon", "coordinates": [[[float("nan"), 63]] * 4]}, "stängd"),
    ],
)
def test_what_is_no_outline_is_refused_with_what_to_change(
    read: object, said: str
) -> None:
    content = b"{" if read == "text" else json.dumps(read).encode()
    with pytest.raises(Invalid) as refused:
        read_outline(content)
    assert said in str(refused.value.sentence) or "WGS" in str(refused.value.sentence)


@given(st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["Polygon", "Feature", "FeatureCollection", "MultiPolygon"]),
    lambda one: st.lists(one, max_size=4) | st.dictionaries(
        st.sampled_from(["type", "features", "geometry", "coordinates"]), one
    ),
    max_leaves=30,
))  # fmt: skip
def test_any_json_is_an_outline_or_refused(read: object) -> None:
    try:
        made = read_outline(json.dumps(read).encode())
    except Invalid:
        return
    assert made["type"] == "Polygon"


@given(st.binary(max_size=200))
def test_any_bytes_are_an_outline_or_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        read_outline(content)
