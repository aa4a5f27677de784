"""Reads the standard instances of team orienteering with time windows.

Layout of Solomon and Cordeau as the field passes it on: a line `k v N t`, a line `D Q`,
then N + 1 rows `i x y d S f a list O C`: place, service time, score, opening and closing
of the window for the start of service; row 0 is the depot, whose closing bounds the whole
way. Distances are Euclidean, cut off after one decimal (Solomon) or two (Cordeau).
"""

from math import hypot
from pathlib import Path

from planning.rules.problem import Candidate, Problem, Shift


def read_instance(path: Path, teams: int) -> Problem:
    """An instance for so many teams, in whole tenths or hundredths."""
    head, _unused, *rest = path.read_text().splitlines()
    count = int(head.split()[2])
    decimals = 2 if path.stem.startswith("pr") else 1
    unit = 10**decimals
    rows = [line.split() for line in rest if line.strip()][: count + 1]
    places = [(float(row[1]), float(row[2])) for row in rows]
    table = [
        [int(hypot(x - u, y - v) * unit + 1e-9) for u, v in places] for x, y in places
    ]
    whole = round(float(rows[0][-1]) * unit)
    return Problem(
        (table,),
        [Shift(0, 0, whole) for _team in range(teams)],
        [
            Candidate(
                site=number,
                opens=round(float(row[-2]) * unit),
                closes=round(float(row[-1]) * unit),
                lasts=round(float(row[3]) * unit),
                prize=round(float(row[4])),
            )
            for number, row in enumerate(rows)
            if number
        ],
    )
