"""A security key in software: registered for somebody, and signing what it is asked."""

import hashlib
import json
from typing import Any

from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from accounts.models import User

TOUCHED, VERIFIED = 0x01, 0x05
_ID = b"a key of software"
_HERE = hashlib.sha256(b"testserver").digest()


class SoftwareKey:
    """`TOUCHED` says that somebody touched it, `VERIFIED` that it knew their finger."""

    def __init__(self, owner: User) -> None:
        self.owner = owner
        self._key = ec.generate_private_key(ec.SECP256R1())
        held = AttestedCredentialData.create(
            bytes(16), _ID, ES256.from_cryptography_key(self._key.public_key())
        )
        made = AuthenticatorData.create(_HERE, 0x41, 0, held)
        statement = AttestationObject.create("none", made, {})
        Authenticator.objects.create(
            user=owner, type=Authenticator.Type.WEBAUTHN,
            data={
                "name": "Nyckel",
                "credential": self._told(
                    "webauthn.create", "AA",
                    {"attestationObject": websafe_encode(bytes(statement))},
                ),
            },
        )  # fmt: skip

    def signs(self, challenge: str, flags: int) -> str:
        """Its answer to a challenge."""
        data = AuthenticatorData.create(_HERE, flags, 1)
        asked = self._asked("webauthn.get", challenge)
        signature = self._key.sign(
            bytes(data) + hashlib.sha256(asked).digest(), ec.ECDSA(hashes.SHA256())
        )
        told = {
            "authenticatorData": websafe_encode(bytes(data)),
            "signature": websafe_encode(signature),
            "userHandle": websafe_encode(user_id_to_str(self.owner).encode()),
        }
        return json.dumps(self._told("webauthn.get", challenge, told))

    @staticmethod
    def _asked(what: str, challenge: str) -> bytes:
        asked = {"type": what, "challenge": challenge, "origin": "https://testserver"}
        return json.dumps(asked).encode()

    def _told(self, what: str, challenge: str, more: dict[str, str]) -> dict[str, Any]:
        asked = websafe_encode(self._asked(what, challenge))
        return {
            "id": websafe_encode(_ID), "rawId": websafe_encode(_ID), "type": "public-key",
            "response": {"clientDataJSON": asked, **more}, "clientExtensionResults": {},
        }  # fmt: skip
