import re
from pathlib import Path

from inspections.queries.held_words import CODES, held_sentence

RULES = Path(__file__).parents[3] / "inspections"


def test_every_code_that_an_entry_can_be_held_with_has_its_sentence() -> None:
    """The codes are read from the sources that give them, so that none is forgotten."""
    said = set()
    for name, pattern in (
        ("rules/contract.py", r'Unreadable\(\s*"([a-z_]+)"'),
        ("rules/parcel.py", r'Unreadable\(\s*"([a-z_]+)"'),
        ("rules/judgement.py", r'(?:return |else |\(\s*)"([a-z_]+)"'),
        ("services/arrival.py", r'(?:quarantine\(|unreadable_where = )"([a-z_]+)"'),
        ("services/arrival.py", r'Status\.WAITING, "([a-z_]+)"'),
        ("services/log.py", r'quarantine\("([a-z_]+)"'),
    ):
        said |= set(re.findall(pattern, (RULES / name).read_text(encoding="utf-8")))

    assert said == CODES
    assert all(held_sentence(code) for code in CODES)
    assert held_sentence("") == ""
