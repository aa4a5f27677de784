"""Does a text hold what looks like a personal or co-ordination number?

As `field/src/domain/personal_number.ts`; both are held to the same examples.
"""

import re

_LOOKS_LIKE = re.compile(
    r"(?<!\d)(?:(?:19|20)?\d{2})(?:0[1-9]|1[0-2])"
    r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+ ]?\d{4}(?!\d)",
    re.ASCII,
)


def looks_personal(text: str) -> bool:
    """Whether some digits in the text may be such a number."""
    return _LOOKS_LIKE.search(text) is not None
