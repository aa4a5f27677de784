from situation.rules.for_whom import feeling, for_whom_words


def test_it_is_said_in_the_order_of_the_list_whatever_order_it_came_in() -> None:
    assert for_whom_words(["old", "women"]) == "kvinnor, äldre"
    assert for_whom_words([]) == ""


def test_a_feeling_is_said_with_whose_it_is_and_without() -> None:
    assert feeling("unsafe", ["women"]) == "otryggt: kvinnor"
    assert feeling("safe", []) == "tryggt"
    assert feeling("", ["men"]) == "män"
    assert feeling("", []) == ""
