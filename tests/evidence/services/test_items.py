from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.db.utils import IntegrityError

from accounts.models import Membership, Role, User
from core import clock
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from core.models import Letter
from core.uploads import Upload
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.models import Item, ItemState
from evidence.queries.items import board, items_visible_to
from evidence.rules.item import Deed
from evidence.rules.period import half_year
from evidence.rules.scheme import Scheme
from evidence.services.items import (
    add_files,
    ask_for,
    begin_item,
    decide_item,
    write_item,
)
from evidence.services.reminders import remind_of_evidence
from evidence.services.scoring import score_attribute
from tests.architecture.world import picture
from tests.conftest import Town, make_person

pytestmark = pytest.mark.django_db


def begin(user: User, town: Town, scheme: Scheme, **said: Any) -> Item:
    return begin_item(
        user=user, municipality=town.municipality, scheme=scheme,
        **{
            "places": [("W3", "23-02")], "kind": "document", "title": "Tillsynsplan",
            "text": "Antagen av nämnden", "dated_on": clock.today(), **said,
        },
    )  # fmt: skip


@pytest.fixture
def pelle(ostersund: Town) -> User:
    return make_person("Pelle", ostersund, "police", Role.COORDINATOR)


@pytest.fixture
def partner(ostersund: Town) -> User:
    user = make_person("Berit", ostersund, "licensing")
    Membership.objects.create(
        user=user, municipality=ostersund.municipality, role=Role.PARTNER,
        started_on="2020-01-01",
    )  # fmt: skip
    return user


def test_evidence_fills_its_attribute_and_cell_once_somebody_else_approved_it(
    karin: User, pelle: User, ostersund: Town, scheme: Scheme
) -> None:
    item = begin(karin, ostersund, scheme)
    scope = Scope(
        ostersund.agencies["licensing"], half_year(clock.today()), clock.today()
    )

    def full() -> tuple[float | None, float | None]:
        measures = (REGISTRY["KA4"].measure, REGISTRY["KA5"].measure)
        return tuple(one.figure(scope).counted for one in measures)  # type: ignore[return-value]

    decide_item(user=karin, item=item.pk, deed=Deed.OFFER)
    with pytest.raises(NotAllowed):
        decide_item(user=karin, item=item.pk, deed=Deed.APPROVE)
    assert full() == (0, 0)
    decide_item(user=pelle, item=item.pk, deed=Deed.APPROVE)
    assert full() == (1, 1)
    found = board(ostersund.municipality, scheme, clock.today())
    assert found.filled.cells == {("wellbeing", "23-02"): 1}
    with pytest.raises(WrongState):
        write_item(user=karin, item=item.pk, title="Något annat")
    with pytest.raises(Invalid):
        decide_item(user=karin, item=item.pk, deed=Deed.WITHDRAW, reason=" ")
    decide_item(user=karin, item=item.pk, deed=Deed.WITHDRAW, reason="Upphävd")
    assert full() == (0, 0)


def test_the_database_itself_refuses_an_author_who_approves(
    karin: User, ostersund: Town, scheme: Scheme
) -> None:
    item = begin(karin, ostersund, scheme)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(
            state=ItemState.APPROVED, decided_by=karin
        )


def test_old_evidence_no_longer_counts_and_is_said_to_be_old(
    karin: User, pelle: User, ostersund: Town, scheme: Scheme
) -> None:
    item = begin(karin, ostersund, scheme, dated_on=clock.today() - timedelta(days=740))
    decide_item(user=karin, item=item.pk, deed=Deed.OFFER)
    decide_item(user=pelle, item=item.pk, deed=Deed.APPROVE)
    found = board(ostersund.municipality, scheme, clock.today())
    (line,) = [one for one in found.lines["wellbeing"] if one.attribute.code == "W3"]
    assert (line.counting, line.stale) == (0, 1)


def test_what_is_asked_for_is_reminded_of_twice_and_then_written(
    karin: User, partner: User, ostersund: Town, scheme: Scheme
) -> None:
    due = clock.today() + timedelta(days=30)
    item = ask_for(
        user=karin, municipality=ostersund.municipality, scheme=scheme,
        places=[("W6", "")], title="Vakternas utbildning", owner=partner, wanted_by=due,
    )  # fmt: skip
    seen = []
    for days in (20, 24, 29, 30, 31, 40):
        with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
            remind_of_evidence()
            seen.append(Letter.objects.filter(to=partner.email).count())
    assert seen == [0, 1, 1, 1, 2, 2]
    row = write_item(
        user=partner, item=item.pk, kind="statement", title="Vakternas utbildning",
        text="Alla tolv", link="", indicator="", dated_on=clock.today(), is_public=True,
    )  # fmt: skip
    assert (row.state, row.author) == (ItemState.DRAFT, partner)


def test_a_partner_sees_what_they_wrote_or_owe_and_no_more(
    karin: User, partner: User, sten: User, ostersund: Town, scheme: Scheme
) -> None:
    begin(karin, ostersund, scheme)
    own = begin(partner, ostersund, scheme)
    assert list(items_visible_to(partner)) == [own]
    assert items_visible_to(karin).count() == 2
    assert not items_visible_to(sten).exists()
    for user in (sten,):
        with pytest.raises(NotFound):
            decide_item(user=user, item=own.pk, deed=Deed.OFFER)
    with pytest.raises(NotAllowed):
        decide_item(user=partner, item=own.pk, deed=Deed.APPROVE)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"places": [("W99", "")]}, "attribut"),
        ({"places": [("W3", "03-07")]}, "tidszoner"),
        ({"places": []}, "attribut"),
        ({"indicator": "KI99"}, "indikator"),
    ],
)
def test_evidence_speaks_for_what_there_is(
    karin: User, ostersund: Town, scheme: Scheme, wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises(Invalid, match=said):
        begin(karin, ostersund, scheme, **wrong)
    assert not Item.objects.exists()


def test_evidence_of_tomorrow_or_of_nothing_is_not_offered(
    karin: User, ostersund: Town, scheme: Scheme
) -> None:
    with pytest.raises(Invalid):
        begin(karin, ostersund, scheme, dated_on=clock.today() + timedelta(days=1))
    empty = begin(karin, ostersund, scheme, text="", dated_on=None)
    for said in ({"dated_on": clock.today()}, None):
        with pytest.raises(Invalid):
            decide_item(user=karin, item=empty.pk, deed=Deed.OFFER)
        if said:
            write_item(user=karin, item=empty.pk, **said)
    add_files(user=karin, item=empty.pk, files=[Upload("a.jpg", picture())])
    assert decide_item(user=karin, item=empty.pk, deed=Deed.OFFER).state == "offered"
    with pytest.raises(WrongState):
        add_files(user=karin, item=empty.pk, files=[Upload("b.jpg", picture())])


def test_the_latest_score_counts_and_the_earlier_stay(
    karin: User, ines: User, ostersund: Town, scheme: Scheme
) -> None:
    def give(user: User, score: int, reason: str = "Platsbesök") -> None:
        score_attribute(
            user=user, municipality=ostersund.municipality, scheme=scheme,
            attribute="W3", by="self", score=score, reason=reason,
            scored_on=clock.today(),
        )  # fmt: skip

    give(karin, 2)
    give(karin, 4)
    for user, score, reason in ((ines, 3, "Ja"), (karin, 6, "Ja"), (karin, 3, " ")):
        with pytest.raises((NotAllowed, Invalid)):
            give(user, score, reason)
    found = board(ostersund.municipality, scheme, clock.today())
    (line,) = [one for one in found.lines["wellbeing"] if one.attribute.code == "W3"]
    assert line.own is not None
    assert line.own.score == 4
    assert ostersund.municipality.scores.count() == 2
