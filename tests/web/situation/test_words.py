import pytest

from situation.rules.picture import HotspotTold
from web.situation.words import hotspot_words


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0123, "i 1,23 % av sådana perioder"),
        (0.0001, "i 0,01 % av sådana perioder"),
        (0.00001, "i mindre än 0,01 % av sådana perioder"),  # never “0,00 %”
    ],
)
def test_how_sure_a_hotspot_is_stands_in_words(chance: float, words: str) -> None:
    one: HotspotTold = {
        "where": "Torget", "latitude": 63.1, "longitude": 14.6, "zone": "20-23", "now": 11,
        "before": 5, "expected": 4.36, "chance": chance,
    }  # fmt: skip
    said = hotspot_words(one)
    assert words in said
    assert "11 rapporter där 4,4 var att vänta" in said
