"""Safety walks, made up: one in the dark with measures that were carried out, declined and are
late, one that walks it again, and one that is planned.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from accounts.models import Agency, User
from core import clock
from core.corrected_time import Sent
from core.identifiers import uuid7
from core.nights import LOCAL, local
from demo.night import last_friday
from demo.past import at
from situation.models import (
    ChosenBecause,
    Measure,
    MeasureState,
    SafetyWalk,
    WalkPoint,
    WalksFor,
)
from situation.services.measures import move_measure, propose_measure
from situation.services.notes import receive_notes
from situation.services.safety_walks import (
    Plan,
    Stop,
    add_addresses,
    plan_safety_walk,
)
from situation.services.walk_letters import (
    answer_participants,
    invite,
    send_protocol,
    walk_link,
)

_ROUTE = (
    Stop("Busstorget", 63.1789, 14.6391), Stop("Gångtunneln vid stationen", 63.1705, 14.6376),
    Stop("Badhusparken", 63.1771, 14.6301), Stop("Stortorget", 63.1766, 14.6362),
)  # fmt: skip
_SEEN = (
    (1, "unsafe", ["women", "young"], "LIGHTING", "Två lampor trasiga. Påhittat."),
    (1, "unsafe", ["all"], "SIGHT", "Buskar skymmer gången. Påhittat."),
    (2, "unsafe", ["women"], "PEOPLE", "Öde efter elva. Påhittat."),
    (3, "safe", ["all"], "MIXED", "Öppna serveringar, folk i rörelse. Påhittat."),
)  # fmt: skip
_GROUPS = (
    ("resident", "women", "30_64", 6), ("resident", "men", "over_64", 4),
    ("municipality", "women", "30_64", 1), ("police", "men", "unstated", 1),
    ("owner", "unstated", "unstated", 1),
)  # fmt: skip
_MEASURES = (
    ("Byt lamporna i gångtunneln", "Påhittad belysning AB", MeasureState.VERIFIED, ""),
    ("Klipp buskarna vid gången", "Parkenheten (påhittad)", MeasureState.DECIDED, ""),
    ("Bygg en ny gångbro", "Påhittad väghållare", MeasureState.REFUSED,
        "Ryms inte i planen till 2030. Påhittat."),
)  # fmt: skip
_WEEK = timedelta(weeks=1)


def walk_for_safety() -> str:
    """Make what is lacking; the address of the participants' page, empty when it is there."""
    if SafetyWalk.objects.exists():
        return ""
    karin = User.objects.get(email="karin@demo.example")
    friday = last_friday(clock.today())
    evening = datetime(friday.year, friday.month, friday.day, 19, tzinfo=LOCAL)
    first = _walked(karin, evening - 10 * _WEEK, WalksFor.WOMEN_LED, None)
    _follow(karin, first)
    again = _walked(karin, evening, WalksFor.ALL, first)
    with at(evening + timedelta(days=2)):
        send_protocol(user=karin, walk=again.pk)
    ahead = _planned(karin, clock.now() + _WEEK, WalksFor.WOMEN_ONLY, None)
    add_addresses(user=karin, walk=ahead.pk, emails=["boende@demo.example"])
    invite(user=karin, walk=ahead.pk, text="Ta med reflex. Påhittat.")
    return walk_link(again)


def _planned(
    karin: User, when: datetime, walks_for: WalksFor, again: SafetyWalk | None
) -> SafetyWalk:
    return plan_safety_walk(
        user=karin, agency=Agency.objects.get(municipality="2380", code="licensing"),
        plan=Plan(
            title="Stationen och Badhusparken", meets_at=when,
            meeting_place="Busstorget, vid kuren", walks_for=walks_for, route=_ROUTE,
            chosen_because=ChosenBecause.REPORTS, again=None if again is None else again.walk,
            chosen_how="Flest rapporter under hösten. Påhittat.",
        ),
    )  # fmt: skip


def _walked(
    karin: User, evening: datetime, walks_for: WalksFor, again: SafetyWalk | None
) -> SafetyWalk:
    with at(evening - timedelta(days=14)):
        row = _planned(karin, evening, walks_for, again)
        add_addresses(user=karin, walk=row.pk, emails=["boende@demo.example"])
        invite(user=karin, walk=row.pk, text="")
    end = evening + timedelta(hours=2)
    with at(end):
        sent = Sent(end, 1, "5a1c0de0-0000-4000-8000-000000000002", end)
        notes = [json.dumps(one).encode() for one in _notes(karin, row, evening, again)]
        receive_notes(
            user=karin, sent=sent, contents=notes, schemes=frozenset(),
        )  # fmt: skip
    row.walk.refresh_from_db()
    row.refresh_from_db()
    return row


def _notes(
    karin: User, row: SafetyWalk, evening: datetime, again: SafetyWalk | None
) -> list[dict[str, Any]]:
    before = _earlier(again)
    seen = [
        _note(
            karin, row, evening + timedelta(minutes=15 * number), kind="saw",
            where=_ROUTE[stop].name, feels="safe" if before and number == 1 else feels,
            for_whom=whom, category=category, text=text,
            place={
                "latitude_e7": round(float(_ROUTE[stop].latitude or 0) * 1e7),
                "longitude_e7": round(float(_ROUTE[stop].longitude or 0) * 1e7),
                "accuracy_m": 8,
            },
            **({"again": str(before[number - 1])} if before else {}),
        )
        for number, (stop, feels, whom, category, text) in enumerate(_SEEN, 1)
    ]  # fmt: skip
    groups = [
        {"role": role, "gender": gender, "age": age, "count": count}
        for role, gender, age, count in _GROUPS
    ]
    return [
        _note(karin, row, evening, kind="began"),
        _note(
            karin, row, evening, kind="gathered", groups=groups, light="dark",
            weather="Klart, −3 grader",
        ),
        *seen,
        _note(karin, row, evening + timedelta(hours=1, minutes=30), kind="ended"),
    ]  # fmt: skip


def _earlier(again: SafetyWalk | None) -> list[object]:
    if again is None:
        return []
    rows = WalkPoint.objects.filter(walk=again.walk).order_by("seen_at", "pk")
    return list(rows.values_list("pk", flat=True))


def _note(
    karin: User, row: SafetyWalk, moment: datetime, **said: Any
) -> dict[str, Any]:
    return {
        "v": 1, "id": str(uuid7()), "walk": str(row.pk), "author": str(karin.pk),
        "device_at": local(moment).isoformat(timespec="milliseconds"), "mono_ms": 1,
        "boot": "5a1c0de0-0000-4000-8000-000000000001", **said,
    }  # fmt: skip


def _follow(karin: User, row: SafetyWalk) -> None:
    """Measures a week after the walk, what became of them, protocol and answer."""
    points = list(row.walk.points.order_by("seen_at"))
    ended = row.walk.ended_at or row.meets_at
    decided = ended + _WEEK
    with at(decided):
        made = [
            (propose_measure(
                user=karin, walk=row.pk, points=[point], action=action, owner=owner,
            ), state, words)
            for point, (action, owner, state, words) in zip(points, _MEASURES, strict=False)
        ]  # fmt: skip
        send_protocol(user=karin, walk=row.pk)
        for one, _state, words in made:
            _move(
                karin, one,
                MeasureState.REFUSED if words else MeasureState.DECIDED, words,
            )  # fmt: skip
    with at(decided + 3 * _WEEK):
        for one, state, _words in made:
            if state is MeasureState.VERIFIED:
                _move(karin, one, MeasureState.DONE, "")
                _move(karin, one, state, "Sedd i mörker två kvällar. Påhittat.")
    with at(decided + 4 * _WEEK):
        answer_participants(
            user=karin, walk=row.pk,
            text="Lamporna är bytta och buskarna klipps. Någon ny bro blir det inte. Påhittat.",
        )  # fmt: skip


def _move(karin: User, one: Measure, state: MeasureState, words: str) -> None:
    today = clock.today()
    move_measure(
        user=karin, measure=one.pk, state=state, on=today, words=words,
        due_on=today + 5 * _WEEK,
    )  # fmt: skip
