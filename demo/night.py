"""One night of joint visits, told as the officers would have recorded it.

Written once and kept on disk like a tablet's outbox, so that a second run offers the very
same entries again and the server has nothing to double.
"""

import hashlib
import io
import math
import pickle
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from PIL import Image, ImageDraw

from core.nights import LOCAL
from demo.tablet import Tablet, Written, uuid7_at

Row = Mapping[str, Any]
_FOUND = (("ALK-08", "ALK-15"), ("ALK-05",), (), ("ALK-03", "TOB-02"), ("ALK-17",))
_GUARD_WITHOUT_PAPERS, _LOCKED_ESCAPE, _DISAGREEMENT = 3, 0, 1
_TEXTS = {
    "ALK-03": "Ingen av de anmälda serveringsansvariga fanns i lokalen vid ankomst.",
    "ALK-05": "Den som förestod serveringen var inte anmäld till kommunen.",
    "ALK-08": "En gäst som vinglade och sluddrade serverades starköl i baren.",
    "ALK-15": "Fler gäster än tillståndet medger räknades.",
    "ALK-17": "Endast en sorts lättdryck fanns att beställa.",
    "TOB-02": "Skylt om rökförbud saknades vid entrén.",
    "BRA-01": "Utrymningsdörren mot gården var låst med kedja.",
    "ORD-01": "En vakt kunde inte visa sitt förordnande.",
}


@dataclass
class Night:
    """What the officers' tablets hold after the night, ready to be sent."""

    occasion: str
    night: date
    tablets: dict[str, Tablet]
    photos: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    visits: list[str] = field(default_factory=list)
    sections: list[tuple[str, str, str]] = field(default_factory=list)


def last_friday(today: date) -> date:
    """The last Friday night that is over."""
    return today - timedelta(days=(today.weekday() - 4) % 7 or 7)


def load(path: Path) -> Night | None:
    """The night kept on disk; None when there is none."""
    if not path.exists():
        return None
    kept: Night = pickle.loads(path.read_bytes())  # noqa: S301 — our own file in var/
    for tablet in kept.tablets.values():
        key = load_der_private_key(bytes(tablet.key), password=None)  # type: ignore[call-overload]
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        tablet.key = key
    return kept


def save(night: Night, path: Path) -> None:
    """Keep the night as it is, keys and all, before anything is sent."""
    keys = {name: tablet.key for name, tablet in night.tablets.items()}
    for tablet in night.tablets.values():
        tablet.key = tablet.key.private_bytes(  # type: ignore[assignment]
            Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(night))
    for name, tablet in night.tablets.items():
        tablet.key = keys[name]


def write_night(
    night: Night, venues: Sequence[Row], checklist: Row, officers: Mapping[str, str]
) -> None:
    """Write the visits of the night into the tablets. `officers` are ids by short name."""
    chance = random.Random(night.night.toordinal())  # noqa: S311 — a constructed night
    at = datetime.combine(night.night, datetime.min.time(), LOCAL).replace(hour=21)
    owned: dict[str, list[str]] = {"licensing": [], "police": [], "fire": []}
    for item in checklist["items"]:
        valid_to = item.get("valid_to")
        if item["owner"] in owned and (
            valid_to is None or valid_to >= night.night.isoformat()
        ):
            owned[item["owner"]].append(item["code"])
    for number, venue in enumerate(venues):
        visit = _Visit(
            night=night,
            chance=chance,
            at=at.astimezone(UTC),
            venue=venue,
            checklist=checklist["code"],
            officers=officers,
        )
        visit.begin()
        visit.licensing(owned["licensing"], number)
        visit.police(owned["police"], number)
        if number % 2 == 0:
            visit.fire(owned["fire"], number)
        visit.leave()
        at += timedelta(minutes=55)


class _Visit:
    """One visit, told tablet by tablet."""

    def __init__(
        self,
        *,
        night: Night,
        chance: random.Random,
        at: datetime,
        venue: Row,
        checklist: str,
        officers: Mapping[str, str],
    ) -> None:
        self.night, self.chance, self.at, self.venue = night, chance, at, venue
        self.checklist, self.officers = checklist, officers
        self.id = uuid7_at(at)
        night.visits.append(self.id)

    def write(self, who: str, kind: str, payload: Row, section: str = "") -> Written:
        self.at += timedelta(seconds=self.chance.randint(8, 40))
        tablet = self.night.tablets[who]
        return tablet.write(self.at, self.id, kind, payload, section)

    def begin(self) -> None:
        start = {
            "venue": self.venue["id"],
            "visit_kind": "outer",
            "checklist": self.checklist,
            "occasion": self.night.occasion,
        }
        self.write("ines", "started", start, "common")
        for who, agency in (
            ("ines", "licensing"),
            ("ivar", "licensing"),
            ("petra", "police"),
            ("pelle", "police"),
        ):
            joined = {"officer": self.officers[who], "agency": agency}
            self.write("ines", "joined", joined, "common")
        self.write("ines", "arrived", {}, "common")
        self.write("petra", "arrived", {}, "common")

    def licensing(self, items: Sequence[str], number: int) -> None:
        found = (
            ("ALK-08", "ALK-15"),
            ("ALK-05",),
            (),
            ("ALK-03", "TOB-02"),
            ("ALK-17",),
        )[number % 5]
        self.write("ines", "present", {"name": "Serveringsansvarig, fingerad"})
        guests = 181 if "ALK-15" in found else self.chance.randint(30, 120)
        serving = self.chance.randint(3, 7)
        counted = {
            "guests": guests, "staff": 9, "guards": 2, "serving": serving,
            "trained": self.chance.randint(serving // 2, serving),
        }  # fmt: skip
        self.write("ines", "counted", counted, "common")
        for item in items:
            self.answer(
                "ivar" if item.startswith("TOB") else "ines", item, item in found
            )
        if "ALK-08" in found:
            self.over_serving()
            self.photograph()
        if number == _DISAGREEMENT:
            self.disagree_and_settle(items[0])

    def over_serving(self) -> None:
        series = uuid7_at(self.at)
        for level, signs, staff_did in (
            ("lightly", ["elated", "loud"], ["served"]),
            ("noticeably", ["unsteady", "slurred"], ["served"]),
            ("noticeably", ["unsteady", "eyelids"], ["refused", "water_or_food"]),
        ):
            self.at += timedelta(minutes=11)
            seen = {
                "observation": series,
                "level": level,
                "signs": signs,
                "staff_did": staff_did,
                "drink": "strong_beer",
                "where": "bar",
                "seen_by": [self.officers["ines"], self.officers["ivar"]],
            }
            self.write("ines", "observed", seen)

    def photograph(self) -> None:
        content = _picture(self.chance)
        digest = hashlib.sha256(content).hexdigest()
        self.night.photos[digest] = ("ines", content)
        file = {"sha256": digest, "bytes": len(content)}
        photo = {
            "shrunk": file,
            "about": {"item": "ALK-15"},
            "caption": "Trängsel vid baren (tecknad)",
        }
        self.write("ines", "photographed", photo)

    def disagree_and_settle(self, item: str) -> None:
        """Two officers answered one item; the first settles it, and says why."""
        mine = next(
            entry
            for entry in reversed(self.night.tablets["ines"].outbox)
            if f'"item":"{item}"' in entry.wire["payload"] and entry.visit == self.id
        )
        other = {"item": item, "value": "not_checked", "supersedes": []}
        theirs = self.write("ivar", "answered", other)
        settled = {
            "item": item,
            "value": "ok",
            "supersedes": [mine.id, theirs.id],
            "reason": "Kontrollerade själv tillståndsbeviset i entrén.",
        }
        self.write("ines", "answered", settled)

    def police(self, items: Sequence[str], number: int) -> None:
        for item in items:
            self.answer(
                "petra", item, item == "ORD-01" and number == _GUARD_WITHOUT_PAPERS
            )
        self.write(
            "petra", "noted", {"text": "Lugnt i kön och utanför. Inga ingripanden."}
        )

    def fire(self, items: Sequence[str], number: int) -> None:
        joined = {"officer": self.officers["frida"], "agency": "fire"}
        self.write("frida", "joined", joined, "common")
        for item in items:
            self.answer("frida", item, item == "BRA-01" and number == _LOCKED_ESCAPE)

    def answer(self, who: str, item: str, has_finding: bool) -> None:
        payload: dict[str, object] = {"item": item, "value": "ok", "supersedes": []}
        if has_finding:
            text = _TEXTS[item]
            payload |= {
                "value": "finding",
                "findings": [{"id": uuid7_at(self.at), "text": text}],
            }
        self.write(who, "answered", payload)

    def leave(self) -> None:
        signed = {
            "role": "serving_manager",
            "name": "Serveringsansvarig, fingerad",
            "strokes": _strokes(self.chance),
            "width": 600,
            "height": 200,
            "summary_sha256": hashlib.sha256(self.id.encode()).hexdigest(),
        }
        self.write("ines", "signed", signed, "common")
        here = {
            (who, entry.section)
            for who, tablet in self.night.tablets.items()
            for entry in tablet.outbox
            if entry.visit == self.id
        }
        for who, section in sorted(here):
            self.at += timedelta(seconds=20)
            more = (
                {"single_officer_reason": "Räddningstjänsten deltog med en person."}
                if who == "frida"
                else {}
            )
            self.night.tablets[who].close(self.at, self.id, section, **more)
        lead = {"licensing": "ines", "police": "petra", "fire": "frida"}
        for section in sorted({section for _, section in here} - {"common"}):
            self.night.sections.append((self.id, section, lead[section]))


def _strokes(chance: random.Random) -> list[list[list[int]]]:
    """A signature of nobody: a few waves of ink."""
    wave = [
        [20 + step * 9, int(100 + 60 * math.sin(step / 3 + chance.random()))]
        for step in range(60)
    ]
    return [wave, [[40, 170], [560, 160]]]


def _picture(chance: random.Random) -> bytes:
    """A drawn bar with many heads, so that no real place or person is shown."""
    picture = Image.new("RGB", (1200, 800), "#241b33")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 560, 1200, 800), fill="#5a3a1e")
    for _ in range(70):
        x, y = chance.randint(20, 1160), chance.randint(240, 540)
        pen.ellipse((x, y, x + 46, y + 54), fill=(90 + chance.randint(0, 90), 80, 110))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    return file.getvalue()
