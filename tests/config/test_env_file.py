import stat
from pathlib import Path

from config.embedded.env_file import write_env_file


def test_the_keys_are_written_once_for_their_owner_alone(tmp_path: Path):
    path = tmp_path / "var" / "lykta.env"
    assert write_env_file(path)
    first = path.read_text(encoding="utf-8")
    assert not write_env_file(path)
    assert path.read_text(encoding="utf-8") == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    keys = dict(line.split("=", 1) for line in first.splitlines() if "=" in line)
    assert len(keys["SECRET_KEY"]) >= 50
    assert keys["SECRET_KEY"] != keys["EVIDENCE_KEY"]
