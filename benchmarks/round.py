"""Tonight's round: how near to the best it comes, and how soon.

The standard instances of team orienteering with time windows are read from the folder
that TOPTW_INSTANCES names (`pr01.txt` …, and `best_known.csv` with the columns
instance, m, score); where it is not set, that part is left out and said. The night of 300
venues and four teams is made here, the same each time.
"""

import csv
import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.orienteering import read_instance
from benchmarks.ratio import told
from planning.rules.best_plan import best_plan
from planning.rules.itinerary import faults_of, prize_of
from planning.rules.problem import Candidate, Problem, Shift
from planning.rules.travel import WAYS, travel_minutes

_SHORT, _LONG, _VERY_LONG = 5, 30, 60
_SEEDS = (1, 2, 3, 4, 5)
_VENUES, _TEAMS, _NIGHT_MINUTES = 300, 4, 600
_SQUARE = (63.1767, 14.6361)


def within(seconds: float) -> Callable[[], bool]:
    """Enough after so many seconds."""
    until = time.monotonic() + seconds
    return lambda: time.monotonic() > until


def solved(problem: Problem, seed: int, seconds: float) -> int:
    """What the plan found in that time is worth; it can be gone, or this ends."""
    plan = best_plan(problem, seed, within(seconds))
    if faults_of(problem, plan):
        raise SystemExit("A plan cannot be gone.")
    return prize_of(problem, plan)


def night() -> Problem:
    """300 venues in a town, each while serving goes on or when it ends."""
    chance = random.Random(1)
    places = [_SQUARE] * _TEAMS
    candidates: list[Candidate] = []
    for number in range(_VENUES):
        places.append(
            (_SQUARE[0] + chance.gauss(0, 0.008), _SQUARE[1] + chance.gauss(0, 0.018))
        )
        closes = chance.choice((480, 540, 600))
        prize = chance.randint(1, 30)
        site = _TEAMS + number
        candidates += [
            Candidate(site, 0, closes - 25, 25, prize, site),
            Candidate(
                site, closes - 10, closes + 15, 15, max(1, prize * 6 // 10), site
            ),
        ]
    foot = WAYS["foot"]
    table = [[travel_minutes(foot, one, other) for other in places] for one in places]
    shifts = [Shift(number, 0, _NIGHT_MINUTES) for number in range(_TEAMS)]
    return Problem([table], shifts, candidates)


def gaps(folder: Path) -> list[dict[str, object]]:
    """Per cent below the best known score, over instances and seeds."""
    with (folder / "best_known.csv").open(newline="") as file:
        rows = [
            (r["instance"], int(r["m"]), int(r["score"])) for r in csv.DictReader(file)
        ]
    found: dict[int, list[float]] = {_SHORT: [], _LONG: []}
    for name, teams, best in rows:
        problem = read_instance(folder / f"{name}.txt", teams)
        for seconds, seeds in ((_SHORT, _SEEDS[:2]), (_LONG, _SEEDS[:1])):
            mean = statistics.mean(
                100 * (best - solved(problem, seed, seconds)) / best for seed in seeds
            )
            found[seconds].append(mean)
        print(
            f"{name} m={teams}: {found[_SHORT][-1]:.2f} % {found[_LONG][-1]:.2f} %",
            flush=True,
        )
    return [
        {
            "name": f"gap to best known at {seconds} s, per cent", "aim": aim,
            "ratio": round(statistics.mean(values), 2), "better": "lower",
            "spread": [round(min(values), 2), round(max(values), 2)],
        }
        for (seconds, values), aim in zip(found.items(), (2.0, 1.2), strict=True)
    ]  # fmt: skip


def soon() -> dict[str, object]:
    """Seconds until the night's plan is within one per cent of that of 60 seconds."""
    problem = night()
    took: list[float] = []
    for seed in _SEEDS:
        best = solved(problem, seed, _VERY_LONG)
        for seconds in (1, 2, 3, 5, 8, 12, 20, 30, 45, 60):
            prize = solved(problem, seed, seconds)
            if prize >= 0.99 * best:
                break
        took.append(seconds)
        print(f"night, seed {seed}: {prize} of {best} after {seconds} s", flush=True)
    return {
        "name": "300 venues, 4 teams: seconds to within 1 % of the plan of 60 s",
        "ratio": statistics.median(took), "aim": 10, "better": "lower",
        "spread": [min(took), max(took)],
    }  # fmt: skip


def main() -> None:
    folder = os.environ.get("TOPTW_INSTANCES", "")
    results = [soon()]
    if folder:
        results += gaps(Path(folder))
    else:
        print("TOPTW_INSTANCES names no folder: the standard instances are left out.")
    told(results)


if __name__ == "__main__":
    main()
