"""What was frozen of a follow-up, as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.bilingual import tongue
from promises.models import GoalDirection, SourceKind
from promises.rules.follow_up import (
    ActivityTold,
    GoalTold,
    NumberTold,
    PromiseTold,
    Told,
)
from promises.rules.promise_status import Reason, Status, Why
from web.parts.mark import Mark
from web.parts.table import Cell, Column, Table
from web.promises.words import mark_of, number_words, why_words

_COLUMNS = (
    Column(gettext_lazy("What is measured")),
    Column(gettext_lazy("Baseline"), is_number=True),
    Column(gettext_lazy("Now"), is_number=True),
    Column(gettext_lazy("Target"), is_number=True),
    Column(gettext_lazy("Women"), is_number=True),
    Column(gettext_lazy("Men"), is_number=True),
    Column(gettext_lazy("Women less men"), is_number=True),
)


@dataclass(frozen=True, slots=True)
class Text:
    """Words somebody wrote, and their language when it is not the page's."""

    words: str
    lang: str


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """One promise of the page."""

    title: Text
    mark: Mark
    reasons: Sequence[tuple[str, Words]]
    text: Text
    came: Text
    next_step: Text
    goals: Table | None
    remarks: Sequence[str]
    done: Sequence[ActivityTold]
    not_done: Sequence[ActivityTold]
    ahead: Sequence[ActivityTold]
    problems: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole follow-up."""

    first: date
    last: date
    data_on: date
    contact: str
    reason: str
    sums: Sequence[tuple[Mark, int]]
    promises: Sequence[PromiseShown]


def shown(told: Told) -> Shown:
    """The follow-up in the language that is active."""
    promises = [_promise(one) for one in told["promises"]]
    statuses = [one["status"] for one in told["promises"]]
    return Shown(
        date.fromisoformat(told["first"]), date.fromisoformat(told["last"]),
        date.fromisoformat(told["data_on"]), told["contact"], told["reason"],
        [(mark_of(one), statuses.count(one)) for one in Status if one in statuses],
        promises,
    )  # fmt: skip


def summary(told: Told) -> str:
    """How many promises are kept, at risk and broken, in one sentence."""
    statuses = [one["status"] for one in told["promises"]]
    counts = [(statuses.count(one), mark_of(one).text) for one in Status]
    return ", ".join(f"{count} {words}" for count, words in counts if count)


def _text(swedish: str, english: str = "") -> Text:
    if tongue() == "sv":
        return Text(swedish, "")
    return Text(english, "") if english else Text(swedish, "sv")


def _promise(one: PromiseTold) -> PromiseShown:
    return PromiseShown(
        _text(one["title"], one["title_en"]), mark_of(Status(one["status"])),
        [
            (it["what"], why_words(Reason(Why(it["why"]), it["what"])))
            for it in one["reasons"]
        ],
        _text(one["text"]), _text(one["came"], one["came_en"]),
        _text(one["next_step"], one["next_en"]),
        _goals(one["goals"]), list(_remarks(one["goals"])),
        one["done"], one["not_done"], one["ahead"],
        [
            (it["title"] if it["is_central"] else f"{it['title']} ({it['where']})",
             ", ".join(sorted({str(SourceKind(its["kind"]).label) for its in it["sources"]})))
            for it in one["problems"]
        ],
    )  # fmt: skip


def _goals(goals: Sequence[GoalTold]) -> Table | None:
    if not goals:
        return None
    return Table(_COLUMNS, [_line(one) for one in goals])


def _line(one: GoalTold) -> tuple[Cell, ...]:
    unit, now = one["unit"], one["reading"]
    baseline = one["baselines"][0] if one["baselines"] else None
    return (
        Cell(one["text"], note=str(GoalDirection(one["direction"]).label)),
        Cell(_value(unit, baseline), note=baseline["of"] if baseline else ""),
        Cell(_value(unit, now), note=now["measured_on"] if now else ""),
        Cell(number_words(unit, one["target"]), note=one["by_when"]),
        Cell(number_words(unit, now and now["women"])),
        Cell(number_words(unit, now and now["men"])),
        Cell(_gap(unit, now)),
    )


def _value(unit: str, number: NumberTold | None) -> str:
    return number_words(unit, number and number["value"])


def _gap(unit: str, now: NumberTold | None) -> str:
    """Women less men; of shares in percentage points."""
    if now is None or now["women"] is None or now["men"] is None:
        return "–"
    gap = now["women"] - now["men"]
    said = number_words(unit, abs(gap))
    sign = "−" if gap < 0 else "+"
    return f"{sign}{said}" if unit != "share" else f"{sign}{said.removesuffix(' %')}"


def _remarks(goals: Sequence[GoalTold]) -> Sequence[str]:
    """Where the numbers come from, and what must be said beside them."""
    found = []
    for one in goals:
        for place, it in enumerate(one["baselines"]):
            said = _("Baseline %(of)s of “%(goal)s”: %(source)s; %(definition)s.") % {
                "of": it["of"], "goal": one["text"], "source": it["source"],
                "definition": it["definition"],
            }  # fmt: skip
            more = [it["caveat"]] if it["caveat"] else []
            if place == 0 and len(one["baselines"]) > 1:
                more.append(_("This one counts: %(why)s.") % {"why": it["why"]})
            found.append(" ".join([said, *more]))
        if one["reading"] is not None:
            found.append(
                _("Now of “%(goal)s”: %(source)s.")
                % {"goal": one["text"], "source": one["reading"]["source"]}
            )
    return found
