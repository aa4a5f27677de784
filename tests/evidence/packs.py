"""A municipality with something to show, and a pack of it."""

from datetime import date
from typing import Any

import pytest
import time_machine

from accounts.models import Role, User
from core import clock
from core.uploads import Upload
from evidence.models import Edition, Item, ItemState, Language, Pack
from evidence.rules.item import Deed
from evidence.rules.scheme import Scheme
from evidence.services.items import add_files, ask_for, begin_item, decide_item
from evidence.services.packing import ask_for_pack
from evidence.services.scoring import score_attribute
from tests.conftest import Town, make_person
from tests.evidence.files import document, photo
from venues.models import Area, Venue

NIGHT = "23-02"
LATER = date(2027, 3, 1)
SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [
            [14.63, 63.175],
            [14.65, 63.175],
            [14.65, 63.18],
            [14.63, 63.18],
            [14.63, 63.175],
        ]
    ],
}


class Compiled:
    """Evidence of a town, ready to be packed."""

    def __init__(self, town: Town, scheme: Scheme, karin: User) -> None:
        self.town, self.scheme, self.karin = town, scheme, karin
        self.approver = make_person("Pelle Polis", town, "police", Role.COORDINATOR)

    def item(
        self, *files: Upload, attribute: str = "W3", zone: str = NIGHT, **said: Any
    ) -> Item:
        """An approved piece of evidence."""
        row = begin_item(
            user=self.karin, municipality=self.town.municipality, scheme=self.scheme,
            places=[(attribute, zone)],
            **{"kind": "document", "title": "Tillsynsplan", "text": "Antagen av nämnden",
               "dated_on": clock.today(), **said},
        )  # fmt: skip
        if files:
            add_files(user=self.karin, item=row.pk, files=files)
        decide_item(user=self.karin, item=row.pk, deed=Deed.OFFER)
        decide_item(user=self.approver, item=row.pk, deed=Deed.APPROVE)
        row.refresh_from_db()
        assert row.state == ItemState.APPROVED
        return row

    def pack(self, edition: Edition = Edition.ASSESSOR, **said: Any) -> Pack:
        """A pack asked for after the half-year."""
        with time_machine.travel(LATER, tick=False):
            return ask_for_pack(
                user=self.karin, agency=self.town.agencies["licensing"],
                scheme=self.scheme, edition=edition,
                **{"title": "Purple Flag 2027", "until": date(2026, 12, 31),
                   "language": Language.SV, **said},
            )  # fmt: skip


@pytest.fixture
def compiled(ostersund: Town, scheme: Scheme, karin: User, venue: Venue) -> Compiled:
    town = Compiled(ostersund, scheme, karin)
    Area.objects.create(
        municipality=ostersund.municipality, name="Purple Flag-området", polygon=SQUARE,
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    town.item(
        Upload("trappan Kajsa Karlsson.jpg", photo("Kajsa Karlsson")),
        Upload("avtal.pdf", document("Kajsa Karlsson")),
        title="Belysning i trappan", kind="photo", is_public=True,
    )  # fmt: skip
    town.item(
        Upload("hemlig.jpg", photo("Ingen annan", 200, 200)),
        title="Intern riskanalys", attribute="W4", zone="02-05",
    )  # fmt: skip
    ask_for(
        user=karin, municipality=ostersund.municipality, scheme=scheme,
        places=[("W1", "")], title="Polisens insatsplan", owner=town.approver,
        wanted_by=clock.today(),
    )  # fmt: skip
    score_attribute(
        user=karin, municipality=ostersund.municipality, scheme=scheme, attribute="W3",
        by="self", score=4, reason="Planen följs", scored_on=clock.today(),
    )  # fmt: skip
    return town
