import pytest

from evidence.queries.schemes import scheme_named
from evidence.rules.scheme import Scheme
from evidence.services.schemes import FOLDER, publish_scheme


@pytest.fixture
def scheme(db: None) -> Scheme:
    """The scheme that the repository brings."""
    for path in sorted(FOLDER.glob("*.json")):
        publish_scheme(path.read_bytes())
    return scheme_named("pf-28")
