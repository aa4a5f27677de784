"""Does a report speak of a person?

EST is about place, situation and environment, never about somebody (purple-flag-and-safety
3.1). What looks like somebody's number, telephone, e-mail or car is refused. What looks like
a name is asked about, for a rule cannot tell Karl Johan from Karl Johans gata: the reporter
can, and takes it out or says that it is nobody.
"""

import re
from pathlib import Path

from core.personal_number import looks_personal

_TELEPHONE = re.compile(r"(?<![\d-])(?:\+46|0)(?:[ -]?\d){8,11}(?!\d)")
_EMAIL = re.compile(r"\S+@\S+\.\w")
_CAR = re.compile(r"\b(?:[A-Z]{3} ?\d{2}[A-Z\d]|[a-z]{3}\d{2}[a-z\d])\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*", re.UNICODE)
_ENDS_A_SENTENCE = re.compile(r"[.!?:\n]\s*$|^\s*$")

_SHORT = 3  # "by" and "bar" end names of people as well
_FOLDER = Path(__file__).parent.parent / "screening"


def _words(name: str) -> frozenset[str]:
    return frozenset((_FOLDER / name).read_text(encoding="utf-8").split())


_PLACES = _words("place_ends.txt")
_PLACE_ENDS = tuple(sorted(one for one in _PLACES if len(one) > _SHORT))
_AHEAD_OF_PLACES = _words("ahead_of_places.txt")
_GIVEN_NAMES = _words("given_names.txt")


def numbers_in(text: str) -> bool:
    """Whether it holds what looks like somebody's number, telephone, e-mail or car."""
    return looks_personal(text) or any(
        one.search(text) for one in (_TELEPHONE, _EMAIL, _CAR)
    )


def names_in(text: str) -> tuple[str, ...]:
    """What looks like a name, as it stands there, each once: a given name, with what
    follows it, or two words in capitals within a sentence that name no place.
    """
    words = list(_WORD.finditer(text))
    found: dict[str, None] = {}
    taken_to = 0
    for place, one in enumerate(words):
        if one.start() < taken_to or not one.group()[0].isupper():
            continue
        after = _next(text, words, place)
        is_given = _is_given(one.group())
        if _names_a_place(one.group()) or (after and _names_a_place(after.group())):
            continue
        if not is_given and (
            after is None or one.group().isupper() or _begins_a_sentence(text, one)
        ):
            continue
        end = (after or one).end()
        found[text[one.start() : end]] = None
        taken_to = end
    return tuple(found)


def _next(
    text: str, words: "list[re.Match[str]]", place: int
) -> "re.Match[str] | None":
    """The word right after, where it has a capital and only a space lies between."""
    if place + 1 == len(words):
        return None
    here, after = words[place], words[place + 1]
    is_near = text[here.end() : after.start()] == " "
    return after if is_near and after.group()[0].isupper() else None


def _names_a_place(word: str) -> bool:
    said = word.casefold()
    return said in _AHEAD_OF_PLACES | _PLACES or said.endswith(_PLACE_ENDS)


def _is_given(word: str) -> bool:
    """Whether it is a given name, or what such are made into: Annas, Nilsson."""
    said = word.casefold()
    return (
        said in _GIVEN_NAMES
        or said.removesuffix("s") in _GIVEN_NAMES
        or said.endswith("sson")
    )


def _begins_a_sentence(text: str, word: "re.Match[str]") -> bool:
    return _ENDS_A_SENTENCE.search(text[: word.start()]) is not None
