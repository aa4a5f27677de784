"""What has changed from one pack to the next?

Figures are held against each other by their code: where the definition has another version
there is nothing to compare. Pieces of evidence by what they are called and of which day.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.rules.pack import Inputs, Numbers, Piece, Told


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is not what it was; None where one of the packs has none."""

    code: str
    name: str
    shown: str
    before: Numbers | None
    now: Numbers | None
    same_definition: bool


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A score of an attribute that is not what it was."""

    attribute: str
    by_name: str
    before: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All of it. `grounds` names what the packs were made from and is not the same."""

    figures: tuple[FigureChange, ...]
    scores: tuple[ScoreChange, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    lapsed: tuple[str, ...]
    grounds: tuple[str, ...]


def pack_difference(before: Inputs, now: Inputs) -> Difference:
    """From the earlier to the later."""
    were, are = _pieces(before), _pieces(now)
    had, have = Counter(map(_key, were)), Counter(map(_key, are))
    counted = {_key(one) for one in were if one["counts"]}
    return Difference(
        tuple(_figures(before, now)),
        tuple(_scores(before, now)),
        tuple(title for title, _day in (have - had).elements()),
        tuple(title for title, _day in (had - have).elements()),
        tuple(
            one["title"] for one in are if _key(one) in counted and not one["counts"]
        ),
        tuple(_grounds(before, now)),
    )


def _figures(before: Inputs, now: Inputs) -> Iterator[FigureChange]:
    were = {one["code"]: one for one in before["figures"]}
    are = {one["code"]: one for one in now["figures"]}
    for code in {**were, **are}:
        was, is_now = were.get(code), are.get(code)
        one = is_now or was
        assert one is not None
        then, here = _whole(was), _whole(is_now)
        # The number's own: what was published by an older definition keeps it.
        same = (
            then is not None and here is not None and then["version"] == here["version"]
        )
        if _said(then) != _said(here) or not same:
            yield FigureChange(code, one["name"], one["shown"], then, here, same)


def _whole(one: Told | None) -> Numbers | None:
    if one is None:
        return None
    return next(part["numbers"] for part in one["parts"] if not part["code"])


def _said(numbers: Numbers | None) -> tuple[object, ...] | None:
    if numbers is None:
        return None
    return numbers["value"], numbers["counted"], numbers["among"], numbers["is_hidden"]


def _scores(before: Inputs, now: Inputs) -> Iterator[ScoreChange]:
    were = {(one["attribute"], one["by"]): one for one in before["scores"]}
    are = {(one["attribute"], one["by"]): one for one in now["scores"]}
    for key in sorted({**were, **are}):
        was, is_now = were.get(key), are.get(key)
        one = is_now or was
        assert one is not None
        then = None if was is None else was["score"]
        here = None if is_now is None else is_now["score"]
        if then != here:
            yield ScoreChange(key[0], one["by_name"], then, here)


def _pieces(of: Inputs) -> list[Piece]:
    """The approved ones; the action plan is no evidence."""
    return [one for one in of["pieces"] if one["state"] == "approved"]


def _key(one: Piece) -> tuple[str, str]:
    return one["title"], one["dated_on"]


def _grounds(before: Inputs, now: Inputs) -> Iterator[str]:
    if before["scheme_sha256"] != now["scheme_sha256"]:
        yield "scheme"
    if before["area"] != now["area"]:
        yield "area"
    if before["code_version"] != now["code_version"]:
        yield "program"
    if before["language"] != now["language"]:
        yield "language"
