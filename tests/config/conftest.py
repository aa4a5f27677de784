"""An installation with its database, copied for each test."""

from pathlib import Path

import pytest

from tests.config.processes import Installation


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An up-to-date database file, made once for each test process."""
    made = Installation(tmp_path_factory.mktemp("migrated"))
    done = made.ask("-m", "config.embedded.prepare")
    assert done.returncode == 0, done.stderr
    return made.folder / "data" / "lykta.sqlite3"


@pytest.fixture
def installation(tmp_path: Path, migrated: Path) -> Installation:
    made = Installation(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "lykta.sqlite3").write_bytes(migrated.read_bytes())
    return made
