"""What a tablet does with keys, sequences and hashes, for the demo, tests and benches.

It shares no code with the server but canonical JSON and the signature, so that the
contract is tried from its other side. Times are given by the caller: the demo replays a
night that has passed.
"""

import hashlib
import os
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from core.integrity import canonical_json, sha256, sign, to_base64url

Json = Mapping[str, object]


def uuid7_at(instant: datetime) -> str:
    """A UUIDv7 that bears the time of `instant`."""
    number = (int(instant.timestamp() * 1000) << 80) | int.from_bytes(os.urandom(10))
    number = number & ~(0xF << 76) | (0x7 << 76)
    number = number & ~(0x3 << 62) | (0x2 << 62)
    return str(uuid.UUID(int=number))


def wall_clock(instant: datetime) -> str:
    """A device's own time with its offset, to the millisecond."""
    return instant.isoformat(timespec="milliseconds")


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it is kept on the tablet: the wire form and the id beside it."""

    id: str
    visit: str
    section: str
    wire: dict[str, str]


@dataclass
class Tablet:
    """One officer on one device. `agency` is the code of their section."""

    officer: str
    agency: str
    device: str = field(default_factory=lambda: str(uuid.uuid4()))
    boot: str = field(default_factory=lambda: str(uuid.uuid4()))
    stream: str = field(default_factory=lambda: uuid7_at(datetime.now(tz=UTC)))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    seq: int = 0
    booted_at: datetime | None = None
    outbox: list[Written] = field(default_factory=list)

    @property
    def spki(self) -> bytes:
        """The public key as a browser exports it."""
        return self.key.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )

    @property
    def public_key(self) -> str:
        """The same, as it is enrolled."""
        return to_base64url(self.spki)

    def write(
        self,
        at: datetime,
        visit: str,
        kind: str,
        payload: Json,
        section: str = "",
        **header_otherwise: object,
    ) -> Written:
        """Append an entry to the outbox; `section` is one's own agency unless said.

        `header_otherwise` lets a test say something else in the header.
        """
        self.booted_at = self.booted_at or at
        self.seq += 1
        payload_text, salt = canonical_json(payload), os.urandom(16)
        header: Json = {
            "v": 1,
            "id": uuid7_at(at),
            "visit": visit,
            "section": section or self.agency,
            "kind": kind,
            "author": self.officer,
            "stream": self.stream,
            "seq": self.seq,
            "device_at": wall_clock(at),
            "mono_ms": self._mono(at),
            "boot": self.boot,
            "payload_hash": hashlib.sha256(salt + payload_text).hexdigest(),
            **header_otherwise,
        }
        wire = {
            "header": canonical_json(header).decode(),
            "payload": payload_text.decode(),
            "salt": salt.hex(),
        }
        written = Written(str(header["id"]), visit, str(header["section"]), wire)
        self.outbox.append(written)
        return written

    def close(
        self, at: datetime, visit: str, section: str = "", **more: object
    ) -> Written:
        """Close one section at the venue, naming every entry held for it."""
        section = section or self.agency
        held = [
            entry.id
            for entry in self.outbox
            if entry.visit == visit and entry.section == section
        ]
        return self.write(at, visit, "closed", {"entries": held, **more}, section)

    def parcel(self, entries: Sequence[Written]) -> dict[str, object]:
        """Entries under one signature of this stream's key."""
        wires = [entry.wire for entry in entries]
        return {
            "stream": self.stream,
            "signature": self.signature_over(wires),
            "entries": wires,
        }

    def signature_over(self, elements: Sequence[object]) -> str:
        """The stream's signature over elements as they stand, poisoned ones too."""
        headers = [
            str(element.get("header", "")) if isinstance(element, Mapping) else ""
            for element in elements
        ]
        message = b"lykta-parcel-v1\n" + self.stream.encode() + b"\n"
        message += b"".join(
            sha256(header.encode("utf-8", "surrogatepass")) for header in headers
        )
        return to_base64url(sign(self.key, message))

    def batch(self, at: datetime, entries: Sequence[Written]) -> dict[str, object]:
        """A batch of this device with one parcel, sent at the device's time `at`."""
        return {"sent": self.sent(at), "parcels": [self.parcel(entries)]}

    def sent(self, at: datetime) -> dict[str, object]:
        """The device's clocks at the moment of sending."""
        return {
            "device_at": wall_clock(at),
            "mono_ms": self._mono(at),
            "boot": self.boot,
        }

    def _mono(self, at: datetime) -> int:
        booted_at = self.booted_at or at
        return max(0, int((at - booted_at).total_seconds() * 1000)) + 1000
