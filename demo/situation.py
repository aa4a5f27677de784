"""What a town reports together, made up: four organisations, five cycles, one place that grew
busier, a decision, an answer, and what the public told.
"""

from datetime import datetime, time, timedelta
from random import Random

from accounts.models import Municipality, User
from core import clock
from core.identifiers import uuid7
from core.nights import LOCAL
from situation.models import (
    AlcoholRelated,
    Cycle,
    Reporter,
    Severity,
)
from situation.rules.cycle import DAYS
from situation.services.cycles import begin_cycles, carry_on, share_picture
from situation.services.decisions import decide, give_feedback
from situation.services.public_words import open_public_door, tell_unsafe
from situation.services.reporters import link_of, take_on_reporter
from situation.services.reports import tell, tell_nothing
from situation.services.telling import Told

_WHO = (
    "Påhittade bostäder", "Fritid och unga", "Nattvandrarna (påhittade)", "Vaktbolaget Exempel",
)  # fmt: skip
_PLACES = (
    ("Stortorget", 63.1766, 14.6362), ("Busstorget", 63.1789, 14.6391),
    ("Badhusparken", 63.1771, 14.6301), ("Gångtunneln vid stationen", 63.1705, 14.6376),
    ("Torvalla centrum", 63.1544, 14.7190),
)  # fmt: skip
_WHAT = (
    "BELYSNING", "OTRYGG_PLATS", "KLOTTER", "NEDSKRAPNING", "ALKOHOL_BERUSNING", "BRAK_VALD",
)  # fmt: skip
_PUBLIC = (
    ("BELYSNING", _PLACES[3], "Tre lampor är trasiga. Påhittat."),
    ("OTRYGG_PLATS", _PLACES[2], "Det känns otryggt att gå här efter elva. Påhittat."),
)
_HOURS = (15, 19, 22, 23, 26)
_EARLIER, _NOW = 12, 9
_CYCLES = 4


def report_together() -> str:
    """Make what is lacking; the address of one reporter's page, empty when it is there."""
    town = Municipality.objects.get(code="2380")
    if Cycle.objects.filter(municipality=town).exists():
        return ""
    karin = User.objects.get(email="karin@demo.example")
    first = clock.today() - timedelta(days=DAYS * _CYCLES)
    last = first + timedelta(days=DAYS)
    begin_cycles(
        user=karin, municipality=town, first=first, days=DAYS,
        due_at=datetime.combine(last, time(12), LOCAL),
        meets_at=datetime.combine(last + timedelta(days=1), time(9), LOCAL),
    )  # fmt: skip
    carry_on(town, clock.today())
    reporters = [
        take_on_reporter(
            user=karin, municipality=town, organisation=name,
            email=f"est{number}@demo.example", started_on=first,
        )
        for number, name in enumerate(_WHO, 1)
    ]  # fmt: skip
    _tell(town, reporters[:-1])
    tell_nothing(reporter=reporters[-1])
    _meet(karin, town)
    open_public_door(user=karin, municipality=town)
    for number, (what, place, text) in enumerate(_PUBLIC, 1):
        tell_unsafe(
            municipality=town, key=uuid7(),
            told=Told(
                category=what, seen_at=clock.now() - timedelta(hours=number),
                where=place[0], position=place[1:], text=text,
            ),
        )  # fmt: skip
    return link_of(reporters[0])


def _tell(town: Municipality, reporters: list[Reporter]) -> None:
    """Of each cycle as much at every place, but of the last that ended one place more."""
    random = Random(1)  # noqa: S311
    cycles = list(Cycle.objects.filter(municipality=town).order_by("first"))
    for cycle in cycles:
        places = [random.choice(_PLACES) for _number in range(_EARLIER)]
        if cycle == cycles[-2]:
            places += [_PLACES[1]] * _NOW
        for name, latitude, longitude in places:
            day = cycle.first + timedelta(days=random.randrange(DAYS))
            hour = (
                22
                if places.count((name, latitude, longitude)) > _NOW
                else random.choice(_HOURS)
            )
            at = datetime.combine(day, time(), LOCAL) + timedelta(hours=hour)
            if at > clock.now():
                continue
            tell(
                reporter=random.choice(reporters), key=uuid7(),
                told=Told(
                    category=random.choice(_WHAT), severity=random.choice(list(Severity)),
                    seen_at=at, where=name, position=(latitude, longitude),
                    alcohol=random.choice(list(AlcoholRelated)), text="Fingerad iakttagelse.",
                ),
            )  # fmt: skip


def _meet(karin: User, town: Municipality) -> None:
    cycle = Cycle.objects.filter(municipality=town, last__lt=clock.today()).latest(
        "first"
    )
    reports = list(cycle.reports.select_related("cycle").filter(where="Busstorget")[:5])
    decide(
        user=karin, cycle=cycle.pk, problem="Bråk vid Busstorget sena kvällar",
        action="Fältarbetare på plats fredag och lördag", owner="Fritid och unga",
        due_on=clock.today() + timedelta(days=10), reports=reports,
    )  # fmt: skip
    give_feedback(
        user=karin, cycle=cycle.pk, reports=reports,
        text="Tack. Fältarbetarna står på Busstorget fredag och lördag i två veckor.",
    )  # fmt: skip
    share_picture(user=karin, cycle=cycle.pk)
