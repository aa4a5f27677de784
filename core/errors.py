"""The five ways in which the domain says no.

Each carries a stable `code` for programs and a sentence for the person: what was wrong
and what to do now. `web.errors` and `api.errors` turn them into answers, once each.
"""

from collections.abc import Sequence
from typing import ClassVar

from django.utils.functional import Promise

Sentence = str | Promise


class DomainError(Exception):
    """A refusal with a code, a sentence and, where it helps, a list of particulars."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400  # how HTTP says it, at either door

    def __init__(
        self,
        sentence: Sentence,
        *,
        code: str | None = None,
        particulars: Sequence[Sentence] = (),
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.stable_code = code or self.code
        self.particulars = tuple(particulars)


class NotAllowed(DomainError):
    """This person may not do this."""

    code = "not_allowed"
    status = 403


class NotFound(DomainError):
    """There is no such thing, or it is not theirs to see: both sound the same."""

    code = "not_found"
    status = 404


class WrongState(DomainError):
    """The thing is not in a state that allows this now."""

    code = "wrong_state"
    status = 409


class Invalid(DomainError):
    """What was given does not hold together."""

    code = "invalid"


class Conflict(DomainError):
    """Somebody else was faster, and both versions are kept."""

    code = "conflict"
    status = 409
