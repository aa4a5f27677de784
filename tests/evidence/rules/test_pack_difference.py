from evidence.rules.pack_difference import ScoreChange, pack_difference
from tests.evidence.inputs import inputs, numbers, piece, told


def test_a_pack_against_itself_has_not_changed() -> None:
    found = pack_difference(inputs(), inputs())
    assert found == type(found)((), (), (), (), (), ())


def test_the_same_town_in_another_language_has_only_another_language() -> None:
    english = inputs(
        language="en",
        pieces=[{**one, "kind": "document"} for one in inputs()["pieces"]],
    )
    found = pack_difference(inputs(), english)
    assert (found.added, found.gone, found.grounds) == ((), (), ("language",))


def test_two_pieces_of_one_name_are_two() -> None:
    twice = inputs(pieces=[piece("Foto"), piece("Foto")])
    once = inputs(pieces=[piece("Foto")])
    assert pack_difference(twice, once).gone == ("Foto",)
    assert pack_difference(once, twice).added == ("Foto",)


def test_figures_scores_evidence_and_grounds_are_held_against_each_other() -> None:
    score = inputs()["scores"][0]
    before = inputs(
        figures=[told("KI7", {"": numbers(5, 10)}), told("KI10", {"": numbers(1, 2)})],
        pieces=[
            piece("Kvar"),
            piece("Borta"),
            piece("Åldras"),
            piece("På väg", state="draft"),
        ],
    )
    now = inputs(
        figures=[
            told("KI7", {"": numbers(6, 10)}),
            told("KI10", {"": numbers(1, 2, version=2)}),
        ],
        pieces=[piece("Kvar"), piece("Ny"), piece("Åldras", counts=False)],
        scores=[
            {**score, "score": 5},
            {**score, "by": "assessor", "by_name": "bedömarna"},
        ],
        area=None,
        code_version="2",
    )
    found = pack_difference(before, now)
    assert [(one.code, one.same_definition) for one in found.figures] == [
        ("KI7", True), ("KI10", False),
    ]  # fmt: skip
    assert found.figures[0].before is not None
    assert (found.figures[0].before["value"], found.figures[0].now["value"]) == (
        0.5,
        0.6,
    )  # type: ignore[index]
    assert found.scores == (
        ScoreChange("W3", "bedömarna", None, 4),
        ScoreChange("W3", "vi själva", 4, 5),
    )
    assert (found.added, found.gone, found.lapsed) == (("Ny",), ("Borta",), ("Åldras",))
    assert found.grounds == ("area", "program")


def test_a_figure_that_one_of_them_lacks_is_told() -> None:
    (found,) = pack_difference(
        inputs(figures=[]), inputs(figures=[told("KI7", {"": numbers(1, 2)})])
    ).figures
    assert (found.before, found.same_definition) == (None, False)
