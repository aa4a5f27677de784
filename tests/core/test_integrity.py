import rfc8785
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from core.integrity import (
    canonical_json,
    from_base64url,
    sign,
    signature_holds,
    to_base64url,
)

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(values)
def test_canonical_json_is_what_an_independent_encoder_writes(value: object) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


def test_a_signature_holds_for_its_message_only() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    spki = key.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    signature = sign(key, b"message")

    assert signature_holds(spki, signature, b"message")
    assert not signature_holds(spki, signature, b"another")
    assert not signature_holds(spki, signature[:-1], b"message")
    assert not signature_holds(spki, b"\x00" * 64, b"message")


@given(st.binary(max_size=100))
def test_base64url_goes_there_and_back(data: bytes) -> None:
    assert from_base64url(to_base64url(data)) == data
