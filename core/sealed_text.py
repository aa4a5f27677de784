"""Short secrets that must be kept in the database and read again: sealed with a key that
is not in it, so that a copy of the database alone gives none of them away.

The key follows from EVIDENCE_KEY (HKDF-SHA256).
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_INFO = b"lykta-sealed-text-v1"


def seal(text: str) -> str:
    """The text, sealed."""
    return _box().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """What was sealed; `cryptography.fernet.InvalidToken` with another key."""
    return _box().decrypt(sealed.encode()).decode()


def _box() -> Fernet:
    kdf = HKDF(hashes.SHA256(), 32, salt=None, info=_INFO)
    return Fernet(urlsafe_b64encode(kdf.derive(settings.EVIDENCE_KEY.encode())))
