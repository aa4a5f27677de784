"""Is this a restaurant number of the municipality?

Eight digits, the first four from the municipality's own prefixes (domain note 1.6).
"""

import re
from collections.abc import Collection

_EIGHT_DIGITS = re.compile(r"[0-9]{8}", re.ASCII)


def is_restaurangnummer(text: str, prefixes: Collection[str]) -> bool:
    """Whether the text is eight digits that begin with one of the prefixes."""
    return bool(_EIGHT_DIGITS.fullmatch(text)) and text[:4] in prefixes
