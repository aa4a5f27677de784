"""One holder never sees another's anything: ten thousand pairs drawn at random.

Eight holders at five venues, some of them one after the other at the same premises, and
for each what was found, given, decided, kept and written. Whoever looks, at whatever, is
answered as a table says that is made beside the product's rules.
"""

import copy
import hashlib
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cases.models import Case, CaseDocument
from cases.queries.venue_side import case_documents_for, cases_for
from core import clock
from core.errors import NotFound
from inspections.models import (
    ChecklistVersion,
    Entry,
    Obligation,
    Proof,
    ProofFile,
    Release,
    Section,
    Visit,
)
from inspections.queries.venue_side import (
    obligations_for,
    proof_files_for,
    releases_for,
)
from portal.models import Incident, SelfCheck
from portal.services.own import incidents_of, self_checks_of
from tests.conftest import Town
from tests.inspections.story import Story
from training.models import Employment, Person, StaffRole
from training.permissions import check_staff
from training.queries.people import staff_of_venue
from training.services.people import employ
from venues.models import Assignment, Holder, Venue, VenueAccess
from venues.queries import access

PAIRS = 10_000
ASKED_BY_WEB = 400
TODAY = clock.today()
TURN = date(2026, 6, 1)
"""On this day some premises changed hands."""


@dataclass(frozen=True)
class Owned:
    """A thing, by what it is asked for, and the one holder whose it is."""

    kind: str
    key: Any
    venue: Venue
    holder: Holder
    path: str


@dataclass
class Market:
    """Everybody and everything."""

    managers: dict[User, Holder]
    now: dict[Venue, Holder]
    things: list[Owned]


def holders_at(town: Town) -> list[tuple[Venue, Holder, date | None, date | None]]:
    """Five venues; three of them with a holder before the present one."""
    rows = []
    for number in range(5):
        venue = Venue.objects.create(
            municipality=town.municipality, name=f"Krogen {number}"
        )
        spans = [(None, None)]
        if number < 3:
            spans = [(None, TURN - timedelta(days=1)), (TURN, None)]
        for first, last in spans:
            holder = Holder.objects.create(
                municipality=town.municipality, name=f"Påhitt {len(rows)} AB"
            )
            Assignment.objects.create(
                venue=venue, holder=holder, valid_from=first, valid_to=last
            )
            rows.append((venue, holder, first, last))
    return rows


@pytest.fixture
def market(ostersund: Town, story: Story, karin: User) -> Market:
    story.start()
    story.find("ALK-03", "Mall")
    story.answer_the_rest("ALK-03").finish().send()
    story.seal()
    made = Market({}, {}, [])
    for venue, holder, first, last in holders_at(ostersund):
        user = User.objects.create_user(f"{holder.pk}@example.test", holder.name)
        VenueAccess.objects.create(
            user=user, venue=venue, holder=holder, started_on="2020-01-01"
        )
        made.managers[user] = holder
        if last is None:
            made.now[venue] = holder
        night = (first or date(2026, 2, 1)) + timedelta(days=3)
        things_of(made, story, karin, venue, holder, night)
    return made


def things_of(
    market: Market, story: Story, karin: User, venue: Venue, holder: Holder, night: date
) -> None:
    """Something of every kind, from a night of that holder's."""
    agency = Obligation.objects.filter(venue=story.venue).get().agency

    def own(kind: str, row: Model, path: str) -> None:
        market.things.append(Owned(kind, row.pk, venue, holder, path))

    at = f"/venue/{venue.pk}"
    release = given(story, venue, night)
    obligation = Obligation.objects.create(
        finding=uuid.uuid4(), agency=agency, venue=venue, visit=release.section.visit_id,
        item="ALK-03", severity="serious", follow_up="F3", night=night, found_on=night,
        opened_at=release.released_at - timedelta(hours=1),
    )  # fmt: skip
    proof = Proof.objects.create(
        obligation=obligation, sent_at=clock.now(), sent_by=karin
    )
    file = ProofFile.objects.create(
        proof=proof,
        name="a.png",
        media_type="image/png",
        content=b"x",
        sha256=hashlib.sha256(b"x").hexdigest(),
    )
    case = Case.objects.create(
        agency=agency, year=2026, number=Case.objects.count() + 1, venue=venue,
        party=holder.name, ladder="alcohol", breach_on=night, matter="x",
        opened_on=night, opened_by=karin, state="communicated", answer_by=TODAY,
    )  # fmt: skip
    paper = CaseDocument.objects.create(
        case=case, kind="letter", made_at=clock.now(), made_by=karin, language="sv",
        approved_by=karin, sha256=hashlib.sha256(b"%PDF-").hexdigest(), content=b"%PDF-",
    )  # fmt: skip
    own("release", release, f"{at}/protocols/{release.pk}/")
    own("obligation", obligation, f"{at}/findings/{obligation.pk}/")
    own("file", file, reverse("proof_file", args=[file.pk]))
    own("case", case, f"{at}/cases/{case.pk}/")
    own("paper", paper, f"{at}/cases/{case.pk}/{paper.pk}.pdf")
    told = {"venue": venue, "holder": holder}
    check = SelfCheck.objects.create(
        checklist=ChecklistVersion.objects.get(), begun_at=clock.now(), begun_by=karin,
        changed_at=clock.now(), **told,
    )  # fmt: skip
    incident = Incident.objects.create(
        at=clock.now(), kind="other", text="x", written_by=karin,
        written_at=clock.now(), **told,
    )  # fmt: skip
    own("check", check, f"{at}/self-checks/{check.pk}/")
    own("incident", incident, f"{at}/incidents/")
    person = Person.objects.create(
        municipality=venue.municipality,
        name=f"Anställd hos {holder}",
        made_at=clock.now(),
    )
    employed = Employment.objects.create(
        person=person, role=StaffRole.SERVING, started_on=night, consented_on=night,
        **told,
    )  # fmt: skip
    own("staff", employed, f"{at}/staff/")


def given(story: Story, venue: Venue, night: date) -> Release:
    """A protocol of the venue that was given to it: a copy of the story's, elsewhere."""
    visit = copy.copy(Visit.objects.get(pk=story.visit))
    visit.pk, visit.venue, visit.night = uuid.uuid4(), venue, night
    visit._state.adding = True
    visit.save()
    section = copy.copy(Section.objects.get(visit=story.visit, code="licensing"))
    section.pk, section.visit, section.venue = None, visit, venue
    section._state.adding = True
    section.seal = uuid.uuid4().hex * 2
    section.save()
    entry = copy.copy(Entry.objects.filter(kind="answered").first())
    assert entry is not None
    entry.pk, entry.id = uuid.uuid4(), uuid.uuid4()
    entry.seq = Entry.objects.count() + 1000
    entry.header_hash = uuid.uuid4().hex * 2
    entry._state.adding = True
    entry.save()
    return Release.objects.create(
        entry=entry, section=section, recipient_kind="venue", recipient_name="x",
        ground="FL 10 §", weighing="x", snapshot='{"findings": [], "answers": {}}',
        released_at=clock.now(), released_by=story.officer,
    )  # fmt: skip


VISIBLE: dict[str, Callable[[User], QuerySet[Any]]] = {
    "release": releases_for,
    "obligation": obligations_for,
    "file": proof_files_for,
    "case": cases_for,
    "paper": case_documents_for,
}


def sees(user: User, thing: Owned) -> bool:
    """What the product says."""
    try:
        if thing.kind == "check":
            return self_checks_of(user, thing.venue.pk).filter(pk=thing.key).exists()
        if thing.kind == "incident":
            return incidents_of(user, thing.venue.pk).filter(pk=thing.key).exists()
        if thing.kind == "staff":
            check_staff(user, thing.venue)
            return staff_of_venue(thing.venue, TODAY).filter(pk=thing.key).exists()
    except NotFound:
        return False
    return VISIBLE[thing.kind](user).filter(pk=thing.key).exists()


def may_see(market: Market, user: User, thing: Owned) -> bool:
    """What was decided: one's own; and what is today's only as today's holder."""
    mine = market.managers[user] == thing.holder
    if thing.kind in {"check", "incident", "staff"}:
        return mine and market.now[thing.venue] == thing.holder
    return mine


def test_ten_thousand_random_pairs_are_kept_apart(market: Market) -> None:
    lot = random.Random(20261123)
    users = list(market.managers)
    known: dict[tuple[User, Owned], bool] = {}
    seen = 0
    for _one in range(PAIRS):
        pair = lot.choice(users), lot.choice(market.things)
        if pair not in known:  # a question has one answer; it is asked once
            known[pair] = sees(*pair)
        assert known[pair] == may_see(market, *pair), pair
        seen += known[pair]
    assert PAIRS // 50 < seen < PAIRS // 3
    assert len(known) > 500


def test_the_pages_say_the_same(market: Market) -> None:
    lot = random.Random(20261124)
    users = list(market.managers)
    clients = {}
    for user in users:
        clients[user] = Client()
        clients[user].force_login(user)
    for _one in range(ASKED_BY_WEB):
        user, thing = lot.choice(users), lot.choice(market.things)
        answer = clients[user].get(thing.path)
        if thing.kind in {
            "incident",
            "staff",
        }:  # a page of the venue's, not of the line
            expected = market.now[thing.venue] == market.managers[user]
            told = f"Anställd hos {thing.holder}" in answer.content.decode()
            assert told == (thing.kind == "staff" and may_see(market, user, thing))
        else:
            expected = may_see(market, user, thing)
        assert (answer.status_code == 200) == expected, (user, thing)


def test_a_slip_would_be_found(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the holders' times the one before sees what is the next one's."""
    whole = access.windows_of

    def without_times(accesses: Any) -> list[access.Window]:
        return [access.Window(one.venue, None, None) for one in whole(accesses)]

    monkeypatch.setattr(access, "windows_of", without_times)
    wrong = [
        (user, thing)
        for user in market.managers
        for thing in market.things
        if sees(user, thing) != may_see(market, user, thing)
    ]
    assert wrong


def test_staff_is_listed_by_todays_holder_alone(market: Market) -> None:
    for user, holder in market.managers.items():
        for venue, present in market.now.items():
            if present == holder:
                continue
            with pytest.raises(NotFound):
                employ(
                    user=user, venue=venue, name="x", role=StaffRole.SERVING,
                    started_on=TODAY, agreed=True,
                )  # fmt: skip
