"""What may come in from anybody, and how long what nobody needed is kept."""

import re
from datetime import timedelta

MOST_IN_AN_HOUR = 60
"""More in an hour than this is a flood and no evening; a proposal of ours."""

PATIENCE = timedelta(days=90)
"""After so long the words of what was set aside are emptied; a proposal of ours."""

_ADDRESS = re.compile(r"https?:|www\.|://|\[url", re.IGNORECASE)


def holds_an_address(text: str) -> bool:
    """Whether it holds an address of the web: what is sent for advertising does."""
    return _ADDRESS.search(text) is not None
