"""The seven promises that police and municipality made in Östersund, with problems, goals
and activities that are made up and say so.
"""

from datetime import date, timedelta
from typing import NamedTuple

from accounts.models import Agency, Municipality, User
from core import clock
from core.periods import half_years_over
from promises.models import ActivityState, GoalDirection, Promise, SourceKind, Unit
from promises.queries.follow_up_facts import promises_followed
from promises.rules.follow_up import due_for
from promises.services.activities import begin_activity, note_activity
from promises.services.follow_up_approval import approve_follow_up
from promises.services.follow_ups import (
    begin_follow_up,
    freeze_follow_up,
    write_of_promise,
)
from promises.services.goals import note_reading, set_goal, set_goal_baseline
from promises.services.promises import Source, make_promise, note_problem


class _Made(NamedTuple):
    title: str
    text: str
    problem: str
    where: str
    source: SourceKind
    goal: str
    unit: Unit
    direction: GoalDirection
    baseline: float
    target: float
    now: float | None
    activity: str
    indicator: str
    is_done: bool
    women_men: tuple[float, float] | None = None


_UP, _DOWN = GoalDirection.UP, GoalDirection.DOWN
_SHARE, _NUMBER = Unit.SHARE, Unit.NUMBER
_PROMISES = (
    _Made(
        "Bidra till Purple Flag-certifieringen",
        "Vi bidrar till att stadskärnan certifieras och förnyas enligt Purple Flag.",
        "Gäster väljer bort stadskärnan sent på kvällen", "Stadskärnan", SourceKind.SURVEY,
        "Underlag för alla attribut", _SHARE, _UP, 0.2, 1.0, 0.7,
        "Nattlig genomgång varje höst", "KA4", is_done=True,
    ),
    _Made(
        "EST och gemensam lägesbild",
        "Vi startar effektiv samordning för trygghet och delar en lägesbild.",
        "Var och en ser sin del av staden", "Hela kommunen", SourceKind.STAFF,
        "Rapporter i tid", _SHARE, _UP, 0.0, 0.9, None,
        "Rapportera var fjortonde dag", "KE1", is_done=False,
    ),
    _Made(
        "Trygghetsvandringar där människor känner sig otrygga",
        "Vi går tillsammans där oron är störst, och berättar vad det blev av det.",
        "Mörka gångar och trasig belysning", "Torvalla och stationen", SourceKind.WALK,
        "Genomförda åtgärder", _SHARE, _UP, 0.3, 0.8, 0.55,
        "Fyra vandringar om året", "KW1", is_done=False,
    ),
    _Made(
        "Polisens volontärer",
        "Volontärer går i staden på kvällar och helger.",
        "Få vuxna ute sent", "Stadskärnan", SourceKind.CITIZENS,
        "Volontärtimmar per år", _NUMBER, _UP, 120, 600, 410,
        "Utbilda tio volontärer", "KP4", is_done=True,
    ),
    _Made(
        "Förstärkt och synlig bemanning på helger",
        "Polis och kommun är synliga till fots på helgkvällar.",
        "Bråk kring stängningsdags", "Torget", SourceKind.STATISTICS,
        "Synliga timmar per helgkväll", _NUMBER, _UP, 6, 12, 9,
        "Förstärkta pass fredag och lördag", "KP2", is_done=False,
    ),
    _Made(
        "Utbildning och tillsyn mot överservering",
        "Vi utbildar och gör tillsyn tillsammans.",
        "Märkbart påverkade gäster serveras", "Krogar i centrum", SourceKind.STAFF,
        "Ställen med minst två utbildade", _SHARE, _UP, 0.35, 0.7, 0.5,
        "Två utbildningsomgångar om året", "KT1", is_done=True,
    ),
    _Made(
        "Bättre kommunikation av vad som görs",
        "Vi berättar två gånger om året vad löftena blev till.",
        "Få vet vad som görs", "Hela kommunen", SourceKind.CITIZENS,
        "Otrygga kvinnor sen kväll", _SHARE, _DOWN, 0.36, 0.28, 0.37,
        "Följ upp offentligt två gånger om året", "KA1", is_done=False,
        women_men=(0.46, 0.28),
    ),
)  # fmt: skip


def make_promises() -> bool:
    """Make what is lacking; False when they are there."""
    town = Municipality.objects.get(code="2380")
    if Promise.objects.filter(municipality=town).exists():
        return False
    karin = User.objects.get(email="karin@demo.example")
    agencies = list(
        Agency.objects.filter(municipality=town, code__in=["licensing", "police"])
    )
    begins = (clock.today() - timedelta(days=300)).replace(day=1)
    last = half_years_over(clock.today(), 1)[0]
    for one in _PROMISES:
        _make(karin, town, agencies, begins, one)
    _follow_up(karin, town, last)
    return True


def _follow_up(karin: User, town: Municipality, last: date) -> None:
    """The half-year that ended last, approved by both: the sweep publishes it."""
    row = begin_follow_up(
        user=karin, municipality=town, last=last, due_on=min(due_for(last), clock.today()),
        contact="samordnaren för trygghet, trygghet@ostersund.example",
    )  # fmt: skip
    for one in promises_followed(row):
        write_of_promise(
            user=karin, follow_up=row.pk, promise=one.pk,
            came="Fingerat: en del blev av, en del inte, och här står varför.",
            next_step="Fingerat: det som inte blev av görs under nästa halvår.",
            came_en="Constructed: some of it was done, some was not, and here it says why.",
            next_en="Constructed: what was not done is done in the next half-year.",
        )  # fmt: skip
    row = freeze_follow_up(user=karin, follow_up=row.pk)
    for user in (karin, User.objects.get(email="pelle@demo.example")):
        approve_follow_up(user=user, follow_up=row.pk, fingerprint=row.fingerprint)


def _make(
    karin: User, town: Municipality, agencies: list[Agency], begins: date, one: _Made
) -> None:
    ends = begins + timedelta(days=730)
    last = half_years_over(clock.today(), 1)[0]
    promise = make_promise(
        user=karin, municipality=town, title=one.title, text=one.text, begins_on=begins,
        ends_on=ends,
    )  # fmt: skip
    problem = note_problem(
        user=karin, promise=promise.pk, title=one.problem, text=f"{one.problem}, fingerat.",
        where=one.where, is_central=one.where not in {"Hela kommunen", "Torvalla och stationen"},
        sources=[Source(one.source, "Fingerad källa", begins - timedelta(days=60))],
    )  # fmt: skip
    goal = set_goal(
        user=karin, promise=promise.pk, text=one.goal, measured_by="Fingerat mått",
        indicator=one.indicator, unit=one.unit, direction=one.direction,
        target=one.target, by_when=ends,
    )  # fmt: skip
    set_goal_baseline(
        user=karin, goal=goal.pk, of="2020", value=one.baseline, source="fingerad mätning",
        definition="som i dag", why="första året", caveat="Pandemiår.",
    )  # fmt: skip
    if one.now is not None:
        note_reading(
            user=karin, goal=goal.pk, measured_on=last - timedelta(days=20),
            value=one.now, source="fingerad mätning", genders=one.women_men,
        )  # fmt: skip
    activity = begin_activity(
        user=karin, promise=promise.pk, problem=problem, goal=goal, title=one.activity,
        owner=karin, agencies=agencies, indicator=one.indicator, hours_planned=40,
        due_on=begins + timedelta(days=270 if one.is_done else 600),
    )  # fmt: skip
    note_activity(
        user=karin, activity=activity.pk, text="Fingerad anteckning.", hours=30,
        state=ActivityState.DONE if one.is_done else ActivityState.ONGOING,
    )  # fmt: skip
