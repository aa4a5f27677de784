"""The evidence of the demo's town: an area, plans and statements, an overnight appraisal
walked with the tablet's own API, scores, a baseline, a round of the certification, a sheet
of incidents, and a pack that is asked for.
"""

import hashlib
import io
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from PIL import Image, ImageDraw

from accounts.models import Agency, Municipality, User
from core import clock
from core.identifiers import uuid7
from core.nights import LOCAL
from core.uploads import Upload
from demo.client import OfficerOnline
from demo.night import last_friday
from evidence.indicators.registry import REGISTRY
from evidence.models import Edition, Item, Language, PeriodKind, Scorer
from evidence.queries.schemes import scheme_on
from evidence.rules.item import Deed
from evidence.rules.period import half_year
from evidence.rules.scheme import Scheme
from evidence.services.appraisals import land_appraisals
from evidence.services.baselines import set_baseline
from evidence.services.certification import begin_certification
from evidence.services.items import add_files, ask_for, begin_item, decide_item
from evidence.services.packing import ask_for_pack
from evidence.services.scoring import score_attribute
from venues.services.areas import bring_in_area

_OUTLINE = (
    (14.6300, 63.1740), (14.6480, 63.1735), (14.6500, 63.1800), (14.6390, 63.1830),
    (14.6290, 63.1790), (14.6300, 63.1740),
)  # fmt: skip
_PIECES = (
    (
        "plan", "Tillsynsplan, fingerad",
        "Antagen av nämnden. Risken styr var vi är, lotten väljer resten.",
        120, (("W3", ""), ("E3", "")), True,
    ),
    (
        "document", "Överenskommelse om samverkan, fingerad",
        "Kommunen och polisen, med mål och uppföljning två gånger om året.",
        300, (("E4", ""), ("W1", "23-02")), True,
    ),
    (
        "statement", "Krögarföreningen om gemensam radio, fingerad",
        "Femton ställen är med.", 60, (("W6", "20-23"), ("W2", "23-02")), False,
    ),
    (
        "document", "Nattbussarnas tidtabell, fingerad",
        "Sista avgång 03.15 fredag och lördag.",
        45, (("M1", "02-05"), ("M5", "23-02")), True,
    ),
    (
        "document", "Belysningsplan, fingerad",
        "Stråket till stationen byggs om nästa år.",
        500, (("P5", "23-02"), ("M3", "23-02")), True,
    ),
)  # fmt: skip
_SCORES = (
    ("W3", 4, "Vi kommer oanmält, och det som hittas följs upp till slutet."),
    ("W4", 3, "Utbildningen når de flesta ställen, inte alla."),
    ("M3", 2, "Två stråk är mörka, se genomgången."),
)
_SEEN = (
    (18, 10, "W5", 4, "Toaletterna vid torget är öppna och rena."),
    (18, 40, "P3", 4, "Skyltfönstren är tända längs hela gatan."),
    (21, 5, "A2", 4, "Ställen för flera åldrar, två med livemusik."),
    (21, 30, "M3", 2, "Trasig lampa i gången mot stationen."),
    (23, 45, "W1", 4, "Två väktare och en patrull till fots."),
    (24, 20, "W2", 3, "Kön sköts lugnt, men ingen ser trappan bredvid."),
    (26, 15, "M1", 3, "Nattbussen går, men skylten visar fel tid."),
    (26, 50, "W5", 2, "Toaletterna är stängda sedan två."),
)


def gather_evidence(address: str, password: str) -> bool:
    """Make what is lacking; False when it is there. The walk goes through the API of a
    server at `address`, with the inspector's password.
    """
    town = Municipality.objects.get(code="2380")
    scheme = scheme_on(clock.today())
    if scheme is None or Item.objects.filter(municipality=town).exists():
        return False
    karin, pelle = (
        User.objects.get(email=f"{who}@demo.example") for who in ("karin", "pelle")
    )
    bring_in_area(
        user=karin, municipality=town, name="Stadskärnan, fingerad",
        content=json.dumps(
            {"type": "Polygon", "coordinates": [[list(one) for one in _OUTLINE]]}
        ).encode(),
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    _pieces(karin, pelle, town, scheme)
    _walk(address, password)
    land_appraisals()
    for row in Item.objects.filter(municipality=town, kind="walk"):
        decide_item(user=karin, item=row.pk, deed=Deed.APPROVE)
    for attribute, score, reason in _SCORES:
        score_attribute(
            user=karin, municipality=town, scheme=scheme, attribute=attribute,
            by=Scorer.SELF, score=score, reason=reason, scored_on=clock.today(),
        )  # fmt: skip
    set_baseline(
        user=karin, agency=Agency.objects.get(municipality=town, code="licensing"),
        indicator=REGISTRY["KI1"], kind=PeriodKind.YEAR, of="2020", value=0.35,
        source="fingerad årsrapport", why="första hela året som räknades",
        caveat="Pandemiår: många ställen var stängda.",
    )  # fmt: skip
    begin_certification(user=karin, municipality=town, title="Förnyelse, fingerad")
    ask_for_pack(
        user=karin, agency=Agency.objects.get(municipality=town, code="licensing"),
        scheme=scheme, title="Underlag till förnyelsen, fingerat",
        until=half_year(clock.today()).previous().last, edition=Edition.ASSESSOR,
        language=Language.SV,
    )  # fmt: skip
    return True


def _pieces(karin: User, pelle: User, town: Municipality, scheme: Scheme) -> None:
    for kind, title, text, days, places, is_public in _PIECES:
        row = begin_item(
            user=karin, municipality=town, scheme=scheme, places=places, kind=kind,
            title=title, text=text, dated_on=clock.today() - timedelta(days=days),
            is_public=is_public,
        )  # fmt: skip
        if kind == "document":
            add_files(
                user=karin, item=row.pk, files=[Upload("bild.jpg", _picture(title))]
            )
        decide_item(user=karin, item=row.pk, deed=Deed.OFFER)
        decide_item(user=pelle, item=row.pk, deed=Deed.APPROVE)
    ask_for(
        user=karin, municipality=town, scheme=scheme, places=[("W7", "")],
        title="Enkäten om trygghet, fingerad", owner=karin,
        wanted_by=clock.today() + timedelta(days=30),
    )  # fmt: skip


def _picture(said: str) -> bytes:
    """A drawn card: plainly no photo of anything."""
    card = Image.new("RGB", (1200, 800), "#2b2140")
    pen = ImageDraw.Draw(card)
    pen.ellipse((480, 180, 720, 420), fill="#f4c95d")
    pen.rectangle((560, 420, 640, 520), fill="#8b8399")
    pen.text((120, 640), said, fill="white", font_size=40)
    file = io.BytesIO()
    card.save(file, "JPEG", quality=80)
    return file.getvalue()


def _walk(address: str, password: str) -> None:
    """An appraisal of last Friday's night, as a tablet sends it."""
    online = OfficerOnline(address, "ines@demo.example", password)
    ines = User.objects.get(email="ines@demo.example")
    walk, photo = uuid7(), _picture("Trasig lampa, fingerad bild")
    notes = list(_notes(ines, str(walk), photo))
    online.notes([json.dumps(one) for one in notes])
    dark = next(one for one in notes if "photos" in one)
    online.note_photo(dark["id"], hashlib.sha256(photo).hexdigest(), photo)


def _notes(ines: User, walk: str, photo: bytes) -> Iterator[dict[str, Any]]:
    begun = {
        "walk_kind": "appraisal", "title": "Nattlig genomgång, fingerad",
        "municipality": "2380", "agency": "licensing", "scheme": "pf-28",
    }  # fmt: skip
    yield _note(ines, walk, 17, 30, kind="began", on_the_spot=begun)
    for hour, minute, attribute, score, text in _SEEN:
        more: dict[str, Any] = {}
        if attribute == "M3":
            digest = hashlib.sha256(photo).hexdigest()
            more["photos"] = [{"sha256": digest, "bytes": len(photo)}]
        yield _note(
            ines, walk, hour, minute, kind="saw", attribute=attribute, score=score,
            text=text, **more,
        )  # fmt: skip
    yield _note(ines, walk, 27, 30, kind="ended")


def _note(ines: User, walk: str, hour: int, minute: int, **said: Any) -> dict[str, Any]:
    night = last_friday(clock.today())
    at = datetime(night.year, night.month, night.day, tzinfo=LOCAL)
    at += timedelta(hours=hour, minutes=minute)
    return {
        "v": 1, "id": str(uuid7()), "walk": walk, "author": str(ines.pk),
        "device_at": at.isoformat(timespec="milliseconds"), "mono_ms": 1,
        "boot": "5a1c0de0-0000-4000-8000-000000000001", **said,
    }  # fmt: skip
