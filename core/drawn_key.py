"""Keys of the server, drawn from EVIDENCE_KEY, one for each purpose.

The same EVIDENCE_KEY gives the same keys on every machine, so a restored server is
recognised; a changed one is seen at once.
"""

import hashlib
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from core.integrity import P256_ORDER


def drawn_key(purpose: str) -> ec.EllipticCurvePrivateKey:
    """The private key (P-256) for a purpose, like `lykta-server-key-v1`."""
    return _drawn(purpose, settings.EVIDENCE_KEY)


@lru_cache(maxsize=8)
def _drawn(purpose: str, secret: str) -> ec.EllipticCurvePrivateKey:
    stretched = hashlib.sha512(f"{purpose}\n{secret}".encode()).digest()
    return ec.derive_private_key(
        int.from_bytes(stretched) % (P256_ORDER - 1) + 1, ec.SECP256R1()
    )


def public_half(key: ec.EllipticCurvePrivateKey) -> bytes:
    """What others may know of a key, as SPKI bytes."""
    return key.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
