"""Can anybody read what was meant? A reason is owed in words, not in a dot."""

from core.errors import Invalid

_LEAST = 3


def says_something(*texts: str) -> bool:
    """Whether each of the texts has three characters or more that can be seen."""
    return all(len(one.strip()) >= _LEAST for one in texts)


def check_says_something(said: str, sentence: str, code: str = Invalid.code) -> None:
    """Raise `Invalid` with the sentence when nobody could read what was meant."""
    if not says_something(said):
        raise Invalid(sentence, code=code)
