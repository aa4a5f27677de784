import pytest
from hypothesis import given
from hypothesis import strategies as st

from situation.rules.screening import names_in, numbers_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kalle Andersson slog sönder en ruta", ("Kalle Andersson",)),
        ("Pelle slog sönder en ruta", ("Pelle",)),
        ("vid torget stod Nilsson", ("Nilsson",)),
        ("Annas cykel är borta", ("Annas",)),
        ("Vi såg Qwert Asdf vid tunneln", ("Qwert Asdf",)),
        ("PETER skrek. Peter sprang.", ("PETER", "Peter")),
        ("Först Lisa, sedan Lisa igen", ("Lisa",)),
        ("En kväll kom Pelle Hult", ("Pelle Hult",)),
        # Places, shops and beginnings of sentences are nobody.
        ("Bråk vid Stora Torget. Ungdomar i Badhusparken.", ()),
        ("På Storgatan vid Hotell Exempel", ()),
        ("Bakom ICA Kvantum är det mörkt", ()),
        ("Tre lampor är trasiga vid Arågränd, Fjällmon", ()),
        ("Mörkt. Någon Eldar?", ()),
        ("Vi möttes vid Qwert Torget", ()),
        ("Vi såg Qwert, Asdf vid tunneln", ()),
        ("Sofia kyrka", ("Sofia",)),
        ("", ()),
    ],
)
def test_what_looks_like_a_name_is_found(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("ring 070-123 45 67", True), ("063-12 34 56", True), ("+46 70 123 45 67", True),
        ("någon@exempel.test", True), ("bilen ABC 123", True), ("ABC12D", True),
        ("abc123", True), ("19800101-1234", True),
        ("kl 0200-0330 och 200 personer", False), ("och 150 personer", False),
        ("2026-10-25", False), ("hus 12, rum 210", False), ("linje 3", False),
    ],
)  # fmt: skip
def test_numbers_of_somebody_are_found(text: str, is_one: bool) -> None:
    assert numbers_in(text) is is_one


@given(text=st.text(max_size=300))
def test_what_is_asked_about_stands_in_the_text(text: str) -> None:
    found = names_in(text)
    assert all(one in text for one in found)
    assert len(set(found)) == len(found)
