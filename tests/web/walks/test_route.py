import pytest
from django.core.exceptions import ValidationError

from situation.services.safety_walks import Stop
from web.walks.route import RouteField, lines_of


def test_a_route_is_read_as_it_was_written_and_written_as_it_was_read() -> None:
    text = "Kiosken @ 63.1771, 14.6301\nStrandgången\nBron  @ -1, 2.5"
    stops = RouteField().clean(text)
    assert stops == [
        Stop("Kiosken", 63.1771, 14.6301), Stop("Strandgången"), Stop("Bron", -1, 2.5),
    ]  # fmt: skip
    kept = [
        {"name": one.name, "latitude": one.latitude, "longitude": one.longitude}
        for one in stops
    ]
    assert RouteField().clean(lines_of(kept)) == stops


def test_what_is_no_place_is_a_name() -> None:
    assert RouteField().clean("Torget @ hörnet") == [Stop("Torget @ hörnet")]


@pytest.mark.parametrize(
    "line", ["@ 63.1, 14.6", "x" * 101, "A @ 91, 14", "A @ 1, 181"]
)
def test_a_stop_without_a_name_or_nowhere_is_refused(line: str) -> None:
    with pytest.raises(ValidationError):
        RouteField().clean(line)
