"""The server's own signing key: it signs receipts and what is written at the desk."""

from core.drawn_key import drawn_key, public_half
from core.integrity import sign

_PURPOSE = "lykta-server-key-v1"


def server_signature(message: bytes) -> bytes:
    """The server's signature, 64 bytes r ‖ s (ECDSA P-256, SHA-256)."""
    return sign(drawn_key(_PURPOSE), message)


def server_public_key() -> bytes:
    """The key that proves the server's signatures, as SPKI bytes."""
    return public_half(drawn_key(_PURPOSE))
