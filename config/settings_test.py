"""The settings of the test suite: the real ones, with keys of their own."""

import os
import tempfile
from pathlib import Path

_DATA = tempfile.mkdtemp(prefix="lykta-test-")
os.environ.update(
    LYKTA_ENV_FILE=str(Path(_DATA) / "none"),
    SECRET_KEY="test-secret-key-that-opens-nothing-" + "x" * 40,
    EVIDENCE_KEY="test-evidence-key-that-seals-nothing-" + "x" * 40,
    ALLOW_SQLITE="1",
    DATA_DIR=_DATA,
)

from config.settings import *  # noqa: E402, F403
from config.settings import CACHES, DATABASE_URL, DATABASES, REDIS_URL, STORAGES  # noqa: E402

if not DATABASE_URL:  # threads need a file: SQLite in memory locks whole tables
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_DATA) / "test.sqlite3")}
if not REDIS_URL:
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
else:  # workers share a server, and must not read what another has kept
    CACHES["default"]["KEY_PREFIX"] = (
        f"test-{os.environ.get('PYTEST_XDIST_WORKER', '')}"
    )
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT = Path(_DATA) / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = Path(_DATA) / "media"
