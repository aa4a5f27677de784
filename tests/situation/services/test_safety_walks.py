from datetime import datetime, timedelta

import pytest
from time_machine import Traveller

from accounts.models import User
from core import clock
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from core.nights import LOCAL
from situation.models import SafetyWalk, Walk, WalkKind
from situation.queries.walks_on_tablet import walks_for_tablet
from situation.services.safety_walks import (
    Group,
    Stop,
    drop_address,
    end_safety_walk,
    plan_safety_walk,
    put_gathered_right,
    replan_safety_walk,
)
from situation.services.walks import cancel_walk
from tests.conftest import Town, make_town
from tests.situation.notes import note, send
from tests.situation.walking import GROUPS, listed, plan, planned, saw, walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def counts(row: SafetyWalk) -> dict[str, int]:
    return {f"{one.role} {one.gender}": one.count for one in row.participants.all()}


def test_a_walk_is_planned_with_its_route_and_goes_down_to_the_tablets(
    karin: User, ines: User, ostersund: Town
) -> None:
    at = datetime(2026, 11, 10, 1, 30, tzinfo=LOCAL)
    row = planned(karin, ostersund, meets_at=at, title=" Vandring ")
    row.refresh_from_db()
    assert (row.walk.kind, row.walk.title) == (WalkKind.SAFETY, "Vandring")
    assert row.walk.night.isoformat() == "2026-11-09"  # the night before
    [told] = walks_for_tablet(ines, clock.today())
    assert told["safety"]["meeting_place"] == "Vid kiosken"
    assert told["safety"]["route"] == [
        {"name": "Kiosken", "latitude": 63.1771, "longitude": 14.6301},
        {"name": "Strandgången", "latitude": None, "longitude": None},
    ]
    assert told["safety"]["earlier"] == []


@pytest.mark.parametrize(
    "said",
    [
        {"title": " . "},
        {"meeting_place": ""},
        {"meets_at": datetime(2026, 11, 9, 22, 29, tzinfo=LOCAL)},
        {"meets_at": datetime(2029, 11, 9, tzinfo=LOCAL)},
        {"route": (Stop("x"),) * 41},
    ],
)
def test_a_plan_that_does_not_hold_together_is_refused(
    karin: User, ostersund: Town, said: dict[str, object]
) -> None:
    with pytest.raises(Invalid):
        planned(karin, ostersund, **said)
    assert not Walk.objects.exists()


def test_only_a_walk_of_the_town_that_was_walked_is_walked_again(
    karin: User, sten: User, ostersund: Town
) -> None:
    before = walked(karin, ostersund)
    again = planned(karin, ostersund, again=before.walk)
    assert again.again == before.walk
    other = make_town("0180", "Stockholm")
    foreign = Walk.objects.create(
        municipality=other.municipality, agency=other.agencies["licensing"],
        kind=WalkKind.SAFETY, title="Annan", night=clock.today(), leader=sten,
        made_at=clock.now(), ended_at=clock.now(),
    )  # fmt: skip
    for walk in (foreign, again.walk):
        with pytest.raises(Invalid):
            planned(karin, ostersund, again=walk)


def test_a_walk_is_planned_otherwise_until_it_has_begun(
    karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    later = clock.now() + timedelta(days=3)
    replan_safety_walk(
        user=karin, walk=row.pk, plan=plan(meets_at=later, title="Senare", route=())
    )
    row.refresh_from_db()
    assert (row.meets_at, row.walk.title, row.route) == (later, "Senare", [])
    assert row.walk.night.isoformat() == "2026-11-12"
    send(karin, note(karin, row.pk, "began"))
    with pytest.raises(WrongState):
        replan_safety_walk(user=karin, walk=row.pk, plan=plan())


def test_a_walk_never_walks_itself_again(karin: User, ostersund: Town) -> None:
    row = walked(karin, ostersund)
    Walk.objects.filter(pk=row.pk).update(began_at=None)
    with pytest.raises(Invalid):
        replan_safety_walk(user=karin, walk=row.pk, plan=plan(again=row.walk))


def test_only_who_plans_walks_plans_and_lists(
    karin: User, ines: User, sten: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    for user in (ines, sten):
        with pytest.raises(NotAllowed):
            plan_safety_walk(
                user=user, agency=ostersund.agencies["licensing"], plan=plan()
            )
    with pytest.raises(NotAllowed):
        listed(ines, row)
    with pytest.raises(NotFound):
        listed(sten, row)


def test_an_address_stands_on_the_list_once_and_goes_off_it(
    karin: User, ostersund: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = planned(karin, ostersund)
    assert listed(karin, row, "a@example.test", " A@example.test", "b@x.test") == 2
    assert listed(karin, row, "B@x.test") == 0
    address = row.addresses.get(email="b@x.test").pk
    drop_address(user=karin, walk=row.pk, address=address)
    with pytest.raises(NotFound):
        drop_address(user=karin, walk=row.pk, address=address)
    monkeypatch.setattr("situation.services.safety_walks.MOST_ADDRESSES", 2)
    with pytest.raises(Invalid):
        listed(karin, row, "c@x.test", "d@x.test")
    assert row.addresses.count() == 1


def test_who_came_is_counted_on_the_tablet_and_the_last_count_stands(
    karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    late = note(karin, row.pk, "gathered", groups=GROUPS[:1], light="dusk", ago=3)
    send(karin, note(karin, row.pk, "began", ago=5))
    groups = [*GROUPS, GROUPS[0]]
    send(karin, note(karin, row.pk, "gathered", groups=groups, light="dark"))
    send(karin, late)
    row.refresh_from_db()
    assert counts(row) == {
        "resident women": 12, "resident men": 3, "police unstated": 1,
    }  # fmt: skip
    assert (row.light, row.weather) == ("dark", "")


def test_light_and_weather_are_noted_without_touching_who_came(
    karin: User, ines: User, ostersund: Town
) -> None:
    row = walked(karin, ostersund)
    send(ines, note(ines, row.pk, "gathered", light="dusk"))
    send(ines, note(ines, row.pk, "gathered", weather="Regn"))
    row.refresh_from_db()
    assert sum(counts(row).values()) == 10
    assert (row.light, row.weather) == ("dusk", "Regn")


def test_of_two_counts_in_one_batch_the_later_stands(
    karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    later, earlier = (
        note(karin, row.pk, "gathered", groups=[one], ago=ago)
        for one, ago in ((GROUPS[0], 1), (GROUPS[1], 2))
    )
    send(karin, note(karin, row.pk, "began", ago=5), later, earlier)
    assert counts(row) == {"resident women": 6}


def test_a_count_of_an_appraisal_counts_nobody(karin: User, ostersund: Town) -> None:
    walk = Walk.objects.create(
        municipality=ostersund.municipality, agency=ostersund.agencies["licensing"],
        kind=WalkKind.APPRAISAL, title="x", night=clock.today(), leader=karin,
        made_at=clock.now(), scheme="pf-28",
    )  # fmt: skip
    said = note(karin, walk.pk, "gathered", groups=GROUPS)
    assert send(karin, said) == ["taken"]
    assert not SafetyWalk.objects.exists()


def test_who_came_is_put_right_at_the_desk_and_stays_when_the_tablet_sends_late(
    karin: User, ostersund: Town, november: Traveller
) -> None:
    row = planned(karin, ostersund)
    group = Group("owner", "women", "30_64", 2)
    none = Group("owner", "men", "30_64", 0)
    with pytest.raises(WrongState):
        put_gathered_right(
            user=karin, walk=row.pk, groups=[group], light="", weather=""
        )
    late = note(karin, row.pk, "gathered", groups=GROUPS)
    send(karin, note(karin, row.pk, "began"))
    with pytest.raises(Invalid):
        put_gathered_right(
            user=karin, walk=row.pk, groups=[group], light="pink", weather=""
        )
    november.shift(timedelta(minutes=1))
    put_gathered_right(
        user=karin, walk=row.pk, groups=[group, none], light="dusk", weather=" Regn "
    )
    send(karin, late)
    row.refresh_from_db()
    assert counts(row) == {"owner women": 2}
    assert (row.light, row.weather) == ("dusk", "Regn")


def test_a_point_says_how_it_feels_to_whom_and_about_what(
    karin: User, ostersund: Town
) -> None:
    point = saw(karin, planned(karin, ostersund), for_whom=["women", "old"])
    assert (point.feels, point.for_whom, point.category) == (
        "unsafe", ["women", "old"], "LIGHTING",
    )  # fmt: skip


def test_a_point_looks_again_at_one_of_the_walk_before_and_at_no_other(
    karin: User, ines: User, ostersund: Town
) -> None:
    before = walked(karin, ostersund)
    struck = saw(karin, before, text="Fel")
    send(karin, note(karin, before.pk, "struck", note=str(struck.pk), reason="fel"))
    first = before.walk.points.get(struck_at=None)
    row = planned(karin, ostersund, again=before.walk)
    told = next(
        one for one in walks_for_tablet(ines, clock.today()) if one["id"] == row.pk
    )
    assert [one["id"] for one in told["safety"]["earlier"]] == [first.pk]
    look = saw(karin, row, again=str(first.pk), feels="safe", for_whom=None)
    # Whose place it was it still is.
    assert (look.again_of, look.for_whom) == (first, ["women"])
    own = saw(karin, row)
    assert saw(karin, row, again=str(own.pk)).again_of is None
    elsewhere = planned(karin, ostersund)
    assert saw(karin, elsewhere, again=str(first.pk)).again_of is None


@pytest.mark.parametrize(
    "said",
    [
        {"feels": "scary"},
        {"for_whom": ["dogs"]},
        {"for_whom": []},
        {"again": "x"},
        {"category": ""},
    ],
)
def test_a_point_beyond_the_contract_is_held(
    karin: User, ostersund: Town, said: dict[str, object]
) -> None:
    row = planned(karin, ostersund)
    assert send(karin, note(karin, row.pk, "saw", text="Mörkt", **said)) == ["contract"]


@pytest.mark.parametrize(
    "groups",
    [
        [{**GROUPS[0], "count": 0}],
        [{**GROUPS[0], "gender": "x"}],
        [{**GROUPS[0], "name": "Kalle", "role": "friend"}],
        {},
    ],
)
def test_a_count_beyond_the_contract_is_held(
    karin: User, ostersund: Town, groups: object
) -> None:
    row = planned(karin, ostersund)
    assert send(karin, note(karin, row.pk, "gathered", groups=groups)) == ["contract"]


def test_a_walk_that_is_called_off_goes_down_no_more(
    karin: User, ines: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    cancel_walk(user=karin, walk=row.pk, reason="snöstorm")
    assert walks_for_tablet(ines, clock.today()) == []
    with pytest.raises(WrongState):
        replan_safety_walk(user=karin, walk=row.pk, plan=plan())


def test_a_place_looked_at_twice_goes_down_once_as_it_was_last(
    karin: User, ines: User, ostersund: Town
) -> None:
    before = walked(karin, ostersund)
    first = before.walk.points.get()
    second = walked(karin, ostersund, again=before.walk)
    own = second.walk.points.get()
    saw(karin, second, again=str(first.pk), feels="unsafe", ago=1)
    last = saw(karin, second, again=str(first.pk), feels="safe")
    third = planned(karin, ostersund, again=second.walk)
    told = next(
        one for one in walks_for_tablet(ines, clock.today()) if one["id"] == third.pk
    )
    assert {one["id"] for one in told["safety"]["earlier"]} == {own.pk, last.pk}


def test_a_walk_is_ended_at_the_desk_once_it_has_begun_and_only_once(
    karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    now = clock.now()
    with pytest.raises(WrongState):
        end_safety_walk(user=karin, walk=row.pk, at=now, reason="borta")
    send(karin, note(karin, row.pk, "began", ago=30))
    for at, reason in (
        (now + timedelta(minutes=1), "borta"), (now - timedelta(hours=1), "borta"),
        (now, " . "),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            end_safety_walk(user=karin, walk=row.pk, at=at, reason=reason)
    end_safety_walk(user=karin, walk=row.pk, at=now, reason="borta")
    with pytest.raises(WrongState):
        end_safety_walk(user=karin, walk=row.pk, at=now, reason="borta")


@pytest.mark.parametrize(
    "said", [{"title": "Ring 070-123 45 67"}, {"meeting_place": "a@example.test"}]
)
def test_a_plan_tells_of_nobody(
    karin: User, ostersund: Town, said: dict[str, object]
) -> None:
    with pytest.raises(Invalid):
        planned(karin, ostersund, **said)
