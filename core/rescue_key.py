"""The municipality's key for what a tablet could not send: only the server opens it.

A tablet wraps the key of its store for this public key when it is set up. A rescue file
then holds the sealed store as it stands, and nobody on the way can read it. Wrapping:
ephemeral ECDH on P-256, HKDF-SHA256, AES-256-GCM.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.drawn_key import drawn_key, public_half
from core.integrity import read_public_key

_PURPOSE = "lykta-rescue-key-v1"
_INFO = b"lykta-rescue-v1"
_NONCE_BYTES = 12


def rescue_public_key() -> bytes:
    """The key for which tablets wrap the key of their store, as SPKI bytes."""
    return public_half(drawn_key(_PURPOSE))


def unwrap(ephemeral: bytes, wrapped: bytes) -> bytes:
    """What was wrapped for the rescue key: nonce ‖ AES-GCM under the derived key.

    `ephemeral` is the other side's public key (SPKI). ValueError when it does not open.
    """
    shared = drawn_key(_PURPOSE).exchange(ec.ECDH(), read_public_key(ephemeral))
    key = HKDF(hashes.SHA256(), 32, salt=None, info=_INFO).derive(shared)
    return open_sealed(key, wrapped)


def open_sealed(key: bytes, sealed: bytes, about: bytes = b"") -> bytes:
    """Open nonce ‖ AES-256-GCM; `about` is what it was bound to. ValueError else."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about)
    except InvalidTag as error:
        msg = "It was sealed under another key, or has been changed."
        raise ValueError(msg) from error
