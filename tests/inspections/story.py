"""A short language for visits in tests: start, answer everything, close, seal."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import User
from core import clock
from core.integrity import from_base64url
from demo.tablet import Tablet, Written, uuid7_at
from inspections.models import ChecklistItem, Section
from inspections.rules.parcel import Wire
from inspections.services.receive import Answer, receive_batch, received_now
from inspections.services.sealing import seal_section
from venues.models import Venue


def deliver(carrier: User, batch: dict[str, object]) -> tuple[Answer, ...]:
    """What the API does with a batch of one device."""
    sent, parcels = batch["sent"], batch["parcels"]
    assert isinstance(sent, dict)
    assert isinstance(parcels, list)
    return receive_batch(
        carrier=carrier,
        sent=received_now(sent["device_at"], sent["mono_ms"], sent["boot"]),
        parcels=[
            Wire(one["stream"], from_base64url(one["signature"]), one["entries"])
            for one in parcels
        ],
    )


def send(carrier: User, tablet: Tablet, entries: list[Written]) -> tuple[Answer, ...]:
    return deliver(carrier, tablet.batch(clock.now(), entries))


def statuses(answers: tuple[Answer, ...]) -> list[tuple[str, str]]:
    return [(one.status.value, one.code) for one in answers]


@dataclass
class Story:
    """One visit told by one tablet."""

    tablet: Tablet
    officer: User
    venue: Venue
    at: datetime
    kind: str = "outer"
    visit: str = ""
    sent: int = field(default=0)

    def start(self, visit: str = "") -> "Story":
        self.visit = visit or uuid7_at(self.at)
        payload = {
            "venue": str(self.venue.pk),
            "visit_kind": self.kind,
            "checklist": "2026-01",
        }
        self.write("started", payload, "common")
        return self

    def join(self, visit: str) -> "Story":
        self.visit = visit
        return self

    def write(
        self, kind: str, payload: dict[str, object], section: str = "", **header: object
    ) -> Written:
        self.at += timedelta(minutes=1)
        return self.tablet.write(self.at, self.visit, kind, payload, section, **header)

    def answer(self, item: str, value: str = "ok", **more: object) -> Written:
        return self.write(
            "answered", {"item": item, "value": value, "supersedes": [], **more}
        )

    def find(self, item: str, text: str, **more: object) -> Written:
        finding = {"id": uuid7_at(self.at), "text": text, **more}
        return self.answer(item, "finding", findings=[finding])

    def answer_the_rest(self, *but: str) -> "Story":
        kind = {"licensing": "licensing", "police": "police"}[self.tablet.agency]
        items = ChecklistItem.objects.filter(version="2026-01", owner=kind)
        for item in items.exclude(code__in=["ALK-90", *but]):
            self.answer(item.code)
        return self

    def finish(self, **closing: object) -> "Story":
        self.write(
            "declined_to_sign",
            {"role": "serving_manager", "reason": "Ville läsa först"},
        )
        self.at += timedelta(minutes=1)
        reason = {"single_officer_reason": "Kollegan blev sjuk", **closing}
        self.tablet.close(self.at, self.visit, **reason)
        return self

    def send(self) -> tuple[Answer, ...]:
        answers = send(self.officer, self.tablet, self.tablet.outbox[self.sent :])
        self.sent = len(self.tablet.outbox)
        return answers

    def seal(self, **more: object) -> Section:
        return seal_section(
            user=self.officer, visit=UUID(self.visit), code=self.tablet.agency, **more
        )
