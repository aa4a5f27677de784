"""What is a certificate's number? Its diploma's letters, and fifteen drawn signs.

Drawn, not counted: nobody can guess another's. The letters stand in it so that a number
cannot be put on the paper of another diploma. Crockford's alphabet: no I, L, O or U.
"""

import re
import secrets

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _LENGTH = 3, 5
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SHAPE = re.compile(r"[A-Z]{2,6}(-[0-9A-HJKMNP-TV-Z]{5}){3}")


def new_number(diploma: str) -> str:
    """A number nobody has: `AAS-7F3KQ-0M2XZ-9R4TD`, 75 bits of chance."""
    groups = (
        "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)) for _ in range(_GROUPS)
    )
    return "-".join([diploma, *groups])


def read_number(text: str) -> str | None:
    """A number as somebody typed it, in any case; None when it can be none."""
    head, _, rest = text.strip().upper().partition("-")
    number = f"{head}-{rest.translate(_READ_AS)}"
    return number if _SHAPE.fullmatch(number) else None
