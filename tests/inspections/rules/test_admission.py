from inspections.queries.held_words import CODES
from inspections.rules.admission import MAY_BE_ADMITTED, may_be_admitted


def test_only_known_reasons_may_be_waived() -> None:
    assert MAY_BE_ADMITTED <= CODES


def test_what_is_no_line_of_the_log_is_never_admitted() -> None:
    never = ("signature", "id_taken", "number_taken", "not_json", "unknown_item", "")
    assert not any(may_be_admitted(code) for code in never)
