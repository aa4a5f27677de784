"""Canonical JSON, hashes and signatures: what makes a record provable.

Entries hold integers, never fractions, and ASCII property names; within these limits the
encoder below writes the bytes that RFC 8785 asks for, which a test proves against an
independent implementation.
"""

import base64
import hashlib
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import load_der_public_key

_P256_COORDINATE_BYTES = 32
# The order of P-256 (FIPS 186-5, D.1.2.3); a private key lies below it.
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def canonical_json(value: Any) -> bytes:
    """The one spelling of a JSON value, as UTF-8 bytes (RFC 8785)."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER)


def sha256(data: bytes) -> bytes:
    """The 32 bytes of SHA-256."""
    return hashlib.sha256(data).digest()


def payload_hash(salt: bytes, payload: bytes) -> str:
    """Hex SHA-256(salt ‖ payload): binds a payload that may later be destroyed."""
    return hashlib.sha256(salt + payload).hexdigest()


def to_base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """Bytes of an unpadded base64url text; ValueError when it is none."""
    return base64.b64decode(
        text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True
    )


def read_public_key(spki: bytes) -> ec.EllipticCurvePublicKey:
    """A P-256 public key from its SPKI bytes, as browsers export it; ValueError else."""
    try:
        key = load_der_public_key(spki)
    except UnsupportedAlgorithm as error:
        msg = "The key is of a kind that is not known."
        raise ValueError(msg) from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        msg = "The key is not a P-256 key."
        raise ValueError(msg)
    return key


def signature_holds(spki: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `signature` (r ‖ s, 64 bytes, as WebCrypto makes it) fits the message."""
    if len(signature) != 2 * _P256_COORDINATE_BYTES:
        return False
    der = utils.encode_dss_signature(
        int.from_bytes(signature[:_P256_COORDINATE_BYTES]),
        int.from_bytes(signature[_P256_COORDINATE_BYTES:]),
    )
    try:
        read_public_key(spki).verify(der, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def sign(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """Sign with ECDSA P-256 and SHA-256; 64 bytes r ‖ s."""
    r, s = utils.decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(_P256_COORDINATE_BYTES) + s.to_bytes(_P256_COORDINATE_BYTES)
