"""The server's own signing key, drawn from EVIDENCE_KEY.

It signs receipts and what is written at the desk. The same EVIDENCE_KEY gives the same
key on every machine, so a restored server is recognised; a changed one is seen at once.
"""

import hashlib
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from core.integrity import P256_ORDER, sign


@lru_cache(maxsize=4)
def _private_key(secret: str) -> ec.EllipticCurvePrivateKey:
    stretched = hashlib.sha512(b"lykta-server-key-v1\n" + secret.encode()).digest()
    return ec.derive_private_key(
        int.from_bytes(stretched) % (P256_ORDER - 1) + 1, ec.SECP256R1()
    )


def server_signature(message: bytes) -> bytes:
    """The server's signature, 64 bytes r ‖ s (ECDSA P-256, SHA-256)."""
    return sign(_private_key(settings.EVIDENCE_KEY), message)


def server_public_key() -> bytes:
    """The key that proves the server's signatures, as SPKI bytes."""
    return (
        _private_key(settings.EVIDENCE_KEY)
        .public_key()
        .public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )
