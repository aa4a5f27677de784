"""Inputs of a pack without any database, and the pack of them."""

import hashlib
import json
from io import BytesIO
from typing import Any

from evidence.documents.pack import write_pack
from evidence.rules.pack import File, Inputs, Numbers, Part, Piece, Told
from evidence.services.schemes import FOLDER
from tests.evidence.files import document, photo

SCHEME = (FOLDER / "pf-28.json").read_bytes()
FILES = {"f1": photo("Kajsa Karlsson"), "f2": document("Kajsa Karlsson")}


def numbers(counted: float | None, among: float | None = None, **said: Any) -> Numbers:
    value = (
        counted
        if among is None or counted is None
        else counted / among
        if among
        else None
    )
    return {
        "value": value, "counted": counted, "among": among, "low": None, "high": None,
        "unchecked": None, "waiting": None, "expected": None, "version": 1,
        "is_frozen": True, "is_hidden": False, **said,
    }  # type: ignore[typeddict-item]  # fmt: skip


def told(code: str, parts: dict[str, Numbers], **said: Any) -> Told:
    return {
        "code": code, "name": f"Nyckeltal {code}", "numerator": "sådant", "denominator": "allt",
        "caution": "Läs försiktigt.", "source": "prov", "module": "Tillsyn",
        "direction": "mer är bättre", "shown": "percent", "attributes": ["W3"],
        "version": 1, "since": "2020-01-01", "period": "andra halvåret 2026",
        "parts": [
            Part(code=part, name=part or "i allt", numbers=one)
            for part, one in parts.items()
        ],
        "series": [
            {"period": "första halvåret 2026", "numbers": numbers(4, 10)},
            {"period": "andra halvåret 2026", "numbers": parts[""]},
        ],
        "change": "+10,0 procentenheter", "verdict": "kan vara slump", **said,
    }  # type: ignore[typeddict-item]  # fmt: skip


def file(key: str, path: str, media_type: str, name: str) -> File:
    return {
        "id": key, "path": path, "name": name, "media_type": media_type,
        "sha256": hashlib.sha256(FILES[key]).hexdigest(),
    }  # fmt: skip


def piece(title: str, **said: Any) -> Piece:
    return {
        "id": f"id-{title}", "kind": "dokument", "title": title, "text": f"Om {title}.",
        "link": "", "indicator": "", "dated_on": "2026-10-01", "owner": "Ove Ägare",
        "author": "Frida Författare", "approved_by": "Gustav Godkännare",
        "approved_on": "2026-10-02", "is_public": False, "state": "approved",
        "state_name": "godkänt", "wanted_by": "", "counts": True,
        "places": [{"attribute": "W3", "zone": "23-02"}], "files": [], **said,
    }  # type: ignore[typeddict-item]  # fmt: skip


def inputs(**said: Any) -> Inputs:
    """A small assessors' edition with everything in it once."""
    return {
        "format": 1, "edition": "assessor", "language": "sv", "title": "Ansökan 2027",
        "until": "2026-12-31", "frozen_at": "2027-03-01T09:00:00+00:00", "code_version": "1",
        "municipality": "Provköping", "agency": "Provköpings tillståndsenhet",
        "publication": None, "scheme": json.loads(SCHEME),
        "scheme_sha256": hashlib.sha256(SCHEME).hexdigest(),
        "area": {
            "name": "Provområdet", "valid_from": "2020-01-01",
            "polygon": {
                "type": "Polygon",
                "coordinates": [
                    [[14.63, 63.175], [14.65, 63.175], [14.65, 63.18], [14.63, 63.175]]
                ],
            },
        },
        "venues": [
            {"name": "Krogen Påhittad", "kind": "pub_bar", "kind_name": "pub", "latitude": 63.1767,
             "longitude": 14.6461, "is_inside": True},
            {"name": "Matstället Utan Plats", "kind": "restaurant", "kind_name": "restaurang",
             "latitude": None, "longitude": None, "is_inside": None},
        ],
        "figures": [
            told("KI7", {"": numbers(5, 10)}, baseline={
                "of": "2020", "value": 0.4, "source": "årsrapport, prov", "caveat": "Tom stad.",
                "why": "första hela året", "change": "+10,0 procentenheter",
            }),
            told("KT3", {"": numbers(43), "gender:woman": numbers(3), "gender:man": numbers(40),
                         "gender:other": numbers(0), "gender:not_stated": numbers(0)},
                 shown="number"),
        ],
        "milestones": [
            {"name": "Ansökan inlämnad", "due_on": "2027-04-12", "owner": "Ove Ägare",
             "done_on": ""},
        ],
        "awaited": [{"code": "KW1", "name": "Vandringar", "facts": "vandringar"}],
        "pieces": [
            piece("Belysning", is_public=True, files=[
                file("f1", "files/001-01.jpeg", "image/jpeg", "Kajsa i trappan.jpg"),
                file("f2", "files/001-02.pdf", "application/pdf", "avtal.pdf"),
            ]),
            piece("Hemlig riskanalys"),
            piece("Beställd plan", state="wanted", state_name="begärt", counts=False,
                  author="", approved_by="", wanted_by="2027-04-01",
                  places=[{"attribute": "W1", "zone": ""}]),
        ],
        "scores": [
            {"attribute": "W3", "by": "self", "by_name": "vi själva", "score": 4,
             "reason": "Planen följs av Sixten Skäl", "scored_on": "2026-11-01",
             "noted_by": "Nils Noterare"},
        ],
        "incidents": {
            "title": "Incidenter 2024–2026", "kind": "KPI 1", "source": "polisen, prov",
            "periods": ["23/24", "24/25", "25/26"],
            "lines": [
                {"name": "Rån", "is_total": False, "counts": [[27, 11], [25, 10], [23, 10]],
                 "share": "0,0 %", "published": "−40 %", "reckoned": "−40,0 %"},
                {"name": "Summa", "is_total": True,
                 "counts": [[1298, 298], [1242, 266], [1202, 246]],
                 "share": "20,5 %", "published": "−3,22 %", "reckoned": "−3,2 %"},
            ],
            "remarks": ["Summa, 23/24: delarna blir 1248."],
        },
        **said,
    }  # type: ignore[typeddict-item]  # fmt: skip


def packed(of: Inputs) -> bytes:
    """The archive."""
    to = BytesIO()
    write_pack(of, FILES.__getitem__, to)
    return to.getvalue()
