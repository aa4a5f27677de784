import pytest

from situation.rules.public_word import holds_an_address


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Lampan är trasig vid www-skylten", False),
        ("kl. 23:30, mörkt: otryggt", False),
        ("se http://example.test", True),
        ("HTTPS:example", True),
        ("gå in på www.example.test", True),
        ("[URL=x]", True),
        ("ftp://x", True),
    ],
)
def test_an_address_of_the_web_is_seen(text: str, *, is_one: bool) -> None:
    assert holds_an_address(text) is is_one
