import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.sign_in import others_sign_in

ONE = {
    "id": "kommun", "name": "Påhittkommun", "client_id": "lykta", "secret": "s",
    "server": "https://in.pahitt.example/realm",
}  # fmt: skip


def test_nothing_said_is_nobody() -> None:
    assert others_sign_in(" ") == []


def test_where_it_leads_is_where_it_stands_and_what_is_named_besides() -> None:
    told = {**ONE, "domains": ["Pahitt.Example"], "origins": ["https://id.example"]}
    (app,) = others_sign_in(json.dumps([told]))
    assert app["settings"]["origins"] == [
        "https://in.pahitt.example",
        "https://id.example",
    ]
    assert app["settings"]["domains"] == ["pahitt.example"]


@pytest.mark.parametrize(
    "text",
    [
        "{", "{}", "[1]", "[{}]",
        json.dumps([{**ONE, "domain": []}]),
        json.dumps([{**ONE, "id": "kommun.se"}]),
        json.dumps([{**ONE, "domains": "kommun.se"}]),
        json.dumps([{**ONE, "server": 7}]),
        json.dumps([ONE, ONE]),
        json.dumps([{key: ONE[key] for key in ONE if key != "secret"}]),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_not_guessed(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SIGN_IN_WITH"):
        others_sign_in(text)
