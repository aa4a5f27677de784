"""Whose number is this: a legal person's, a sole trader's, or nobody's?

Ten digits of which the last is a check digit (Luhn); the third digit is 2 or more for a
legal person, below 2 in the personal number that a sole trader uses, which may bear its
century. Source: domain note 1.6. A personal number never leaves this module whole.
"""

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass

from stdnum import luhn

_DIGITS, _WITH_CENTURY = 10, 12


@dataclass(frozen=True, slots=True)
class OrganisationNumber:
    """A checked number. `digits` is kept for legal persons only."""

    is_sole_trader: bool
    shown: str
    digits: str


class NotANumber(ValueError):
    """Why a text is no organisation number: `format` or `check_digit`."""


def read_organisation_number(text: str) -> OrganisationNumber:
    """Check a number as people write it; `NotANumber` when it is none.

    Full-width digits and dashes are read as what they look like, so that the same
    person is never two.
    """
    plain = unicodedata.normalize("NFKC", text).replace("-", "").replace(" ", "")
    plain = (
        plain.replace("+", "").removeprefix("16")[-_DIGITS:]
        if _has_century(plain)
        else plain
    )
    if not (plain.isascii() and plain.isdigit() and len(plain) == _DIGITS):
        raise NotANumber("format")
    if not luhn.is_valid(plain):
        raise NotANumber("check_digit")
    if int(plain[2]) < 2:  # noqa: PLR2004 — a month
        return OrganisationNumber(True, f"{plain[:6]}-****", plain)
    return OrganisationNumber(False, f"{plain[:6]}-{plain[6:]}", plain)


def _has_century(plain: str) -> bool:
    return len(plain.replace("+", "")) == _WITH_CENTURY


def digest_of(number: OrganisationNumber, key: str) -> str:
    """A keyed digest that recognises a sole trader without keeping their number."""
    return hmac.new(key.encode(), number.digits.encode(), hashlib.sha256).hexdigest()
