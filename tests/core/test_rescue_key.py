import os

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import LazySettings

from core.integrity import read_public_key
from core.rescue_key import open_sealed, rescue_public_key, unwrap


def wrapped(secret: bytes) -> tuple[bytes, bytes]:
    """What a tablet does, from its own side."""
    ours = ec.generate_private_key(ec.SECP256R1())
    shared = ours.exchange(ec.ECDH(), read_public_key(rescue_public_key()))
    key = HKDF(hashes.SHA256(), 32, salt=None, info=b"lykta-rescue-v1").derive(shared)
    nonce = os.urandom(12)
    ephemeral = ours.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    return ephemeral, nonce + AESGCM(key).encrypt(nonce, secret, b"")


def test_what_is_wrapped_for_the_server_it_alone_opens(
    settings: LazySettings,
) -> None:
    ephemeral, sealed = wrapped(b"the key of a store")
    assert unwrap(ephemeral, sealed) == b"the key of a store"
    settings.EVIDENCE_KEY = "another municipality's"
    with pytest.raises(ValueError, match="another key"):
        unwrap(ephemeral, sealed)


def test_what_was_changed_or_moved_does_not_open() -> None:
    key, nonce = os.urandom(32), os.urandom(12)
    sealed = nonce + AESGCM(key).encrypt(nonce, b"text", b"name")
    assert open_sealed(key, sealed, b"name") == b"text"
    for other in (sealed[:-1], b"", sealed[:-1] + bytes([sealed[-1] ^ 1])):
        with pytest.raises(ValueError, match=r"."):
            open_sealed(key, other, b"name")
    with pytest.raises(ValueError, match="another key"):
        open_sealed(key, sealed, b"other name")
