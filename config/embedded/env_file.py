"""Writes `var/lykta.env` once, with keys of this installation's own.

Run as `python -m config.embedded.env_file PATH`; an existing file is left alone.
"""

import os
import secrets
import sys
from pathlib import Path

_LINES = """\
# The keys of this installation. Keep this file with the backup, and secret.
SECRET_KEY={secret}
EVIDENCE_KEY={evidence}
# One SQLite file under DATA_DIR. For PostgreSQL and Redis set DATABASE_URL and REDIS_URL.
ALLOW_SQLITE=1
"""


def write_env_file(path: Path) -> bool:
    """Create the file, readable by its owner only; False when it is there already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(
            _LINES.format(
                secret=secrets.token_urlsafe(48), evidence=secrets.token_urlsafe(48)
            )
        )
    return True


if __name__ == "__main__":
    write_env_file(Path(sys.argv[1]))
