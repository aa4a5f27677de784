"""The order of a round on real inspection histories, beside the order that was gone.

Food inspections of a city, with what each found (INSPECTION_HISTORY names the file; it is
read where it lies). In each window of two months the inspections that were made are put
into another order, on the same days: had the risky ones come first, how much earlier would
critical violations have been found? Weights are set on inspections before the first
window alone. Who inspects is never read: it explains much of what is found, and is no
risk of the venue's.

Three orders are judged: the product's priority as it stands (our points table was made
for serving alcohol, and most of its factors are not in the file), one whose points were
set on the first years, and the longest unvisited first.
"""

import csv
import gzip
import math
import os
import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import django

from benchmarks.ratio import told

_JUDGED_FROM, _WINDOW = date(2013, 7, 1), timedelta(days=61)
_WINDOWS, _DRAWS = 6, 2000
_GRADES = ("critical", "serious", "minor")
Order = Callable[["Inspection", date], float]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was known before an inspection, and whether it found anything critical."""

    on: date
    found: bool
    last_on: date | None
    past: Mapping[str, int]
    past_fail: int
    risk_class: str
    age_years: float
    is_tavern: bool


def read(path: Path) -> list[Inspection]:
    """The inspections of a file, in the order of their days."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [_inspection(row) for row in csv.DictReader(file)]
    return sorted(rows, key=lambda one: one.on)


def _inspection(row: Mapping[str, str]) -> Inspection:
    on = date.fromisoformat(row["date"])
    since = row["days_since_last"]
    return Inspection(
        on, int(row["critical"]) > 0,
        on - timedelta(days=int(float(since))) if since else None,
        {grade: int(row[f"past_{grade}"]) for grade in _GRADES},
        int(row["past_fail"]), row["risk_class"], float(row["age_years"] or 10),
        row["tavern"] == "1",
    )  # fmt: skip


def product_order() -> Order:
    """The priority of tonight's round, from the tables of the rules as they are."""
    from inspections.rules import reinspection, risk  # noqa: PLC0415 - after the set-up
    from planning.rules.priority import priority_parts  # noqa: PLC0415

    table, plan = risk.TABLES[-1], reinspection.PLANS[-1]

    @dataclass(frozen=True)
    class Line:
        points: int
        due_on: date
        reason: reinspection.Reason

    def score(one: Inspection, today: date) -> float:
        began = today - timedelta(days=round(one.age_years * 365))
        facts = risk.VenueFacts(
            business_kind="pub_bar" if one.is_tavern else "restaurant",
            holder_since=began,
            findings=tuple(
                (grade, one.last_on)
                for grade in _GRADES
                for _each in range(one.past[grade])
                if one.last_on is not None
            ),
        )
        points = sum(risk.risk_factors(facts, today, table).values())
        due = reinspection.reinspection_due_on(
            visited_on=one.last_on, in_register_since=began, findings=(),
            risk_class=risk.risk_class(points, table), plan=plan,
        )  # fmt: skip
        parts = priority_parts(Line(points, due.on, due.reason), today)
        return sum(parts.values())

    return score


def _bins(one: Inspection, today: date) -> dict[str, str]:
    """The factors that the file has, each in few steps."""
    days = (today - one.last_on).days if one.last_on else None
    return {
        "class": one.risk_class,
        "last visit": "never"
        if days is None
        else str(sum(days > bound for bound in (180, 365, 545))),
        "critical before": str(min(one.past["critical"], 2)),
        "serious before": str(min(one.past["serious"], 2)),
        "failed before": str(min(one.past_fail, 1)),
        "new": str(one.age_years < 1),
        "tavern": str(one.is_tavern),
    }


def learned_order(rows: Sequence[Inspection]) -> Order:
    """Points from the rates of the first years: the logarithm of how much more often
    something critical was found where a factor holds, halves rounded to whole points.
    """
    whole = sum(one.found for one in rows) / len(rows)
    seen: dict[tuple[str, str], list[bool]] = {}
    for one in rows:
        for key in _bins(one, one.on).items():
            seen.setdefault(key, []).append(one.found)
    points = {
        key: round(4 * math.log((sum(found) + 5 * whole) / (len(found) + 5) / whole))
        for key, found in seen.items()
    }
    told_points = ", ".join(f"{a} {b}: {n:+d}" for (a, b), n in sorted(points.items()))
    print(f"points from {len(rows)} inspections: {told_points}")
    return lambda one, today: sum(
        points.get(key, 0) for key in _bins(one, today).items()
    )


def unvisited_order(one: Inspection, today: date) -> float:
    """The longest unvisited first; who never was, before all."""
    return math.inf if one.last_on is None else (today - one.last_on).days


def judged(window: Sequence[Inspection], order: Order) -> tuple[list[int], float]:
    """Days earlier for each that found something critical, and the share of those in the
    first half.
    """
    today = window[0].on
    chance = random.Random(1)
    ranked = sorted(window, key=lambda one: (-order(one, today), chance.random()))
    earlier = [
        (one.on - slot.on).days
        for one, slot in zip(ranked, window, strict=True)
        if one.found
    ]
    half = ranked[: len(ranked) // 2]
    return earlier, sum(one.found for one in half) / max(1, len(earlier))


def interval(values: Sequence[Sequence[float]]) -> tuple[float, float]:
    """95 % of the means when windows, and what is in them, are drawn again."""
    chance = random.Random(1)
    means = []
    for _draw in range(_DRAWS):
        windows = [chance.choice(values) for _window in values]
        means.append(
            statistics.fmean(chance.choice(one) for one in windows for _each in one)
        )
    means.sort()
    return means[int(0.025 * _DRAWS)], means[int(0.975 * _DRAWS)]


def main() -> None:
    name = os.environ.get("INSPECTION_HISTORY", "")
    if not Path(name).is_file():
        print("INSPECTION_HISTORY names no file: nothing is judged.")
        told([])
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    rows = read(Path(name))
    windows = [
        [one for one in rows if start <= one.on < start + _WINDOW]
        for start in (_JUDGED_FROM + number * _WINDOW for number in range(_WINDOWS))
    ]
    print(
        ", ".join(f"{w[0].on}: {sum(o.found for o in w)} of {len(w)}" for w in windows)
    )
    orders: dict[str, Order] = {
        "the product's priority": product_order(),
        "points set on the first years": learned_order(
            [one for one in rows if one.on < _JUDGED_FROM]
        ),
        "the longest unvisited first": unvisited_order,
    }
    results: list[dict[str, object]] = []
    for name, order in orders.items():
        found = [judged(window, order) for window in windows]
        earlier = [days for days, _share in found]
        low, high = interval(earlier)
        mean = statistics.fmean(day for days in earlier for day in days)
        shares = [share for _days, share in found]
        print(f"{name}: {statistics.fmean(shares):.1%} in the first half")
        results += [
            {
                "name": f"{name}: mean days earlier (95 % interval)", "aim": 0,
                "ratio": round(mean, 2), "better": "higher",
                "spread": [round(low, 2), round(high, 2)],
            },
            {
                "name": f"{name}: share met in the first half", "aim": 0.5,
                "ratio": round(statistics.fmean(shares), 3), "better": "higher",
                "spread": [round(min(shares), 3), round(max(shares), 3)],
            },
        ]  # fmt: skip
    told(results)


if __name__ == "__main__":
    main()
