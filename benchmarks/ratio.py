"""Turn-by-turn slices and the one line of JSON that a bench ends with."""

import json
import statistics
import time
from collections.abc import Callable, Mapping


def milliseconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    begins = time.perf_counter()
    work()
    return (time.perf_counter() - begins) * 1000


def turn_by_turn(
    turns: Mapping[str, Callable[[], float]], rounds: int
) -> dict[str, list[float]]:
    """Run every turn once a round; what each gives (a rate or a time), by its name."""
    found: dict[str, list[float]] = {name: [] for name in turns}
    for number in range(1, rounds + 1):
        for name, turn in turns.items():
            found[name].append(turn())
        told = ", ".join(f"{name} {values[-1]:.1f}" for name, values in found.items())
        print(f"round {number}: {told}", flush=True)
    return found


def ratio(
    name: str, values: list[float], floor: list[float], aim: float, better: str
) -> dict[str, object]:
    """Median of the ratios round by round, with their spread."""
    ratios = [value / base for value, base in zip(values, floor, strict=True)]
    return {
        "name": name,
        "ratio": round(statistics.median(ratios), 3),
        "aim": aim,
        "better": better,
        "spread": [round(min(ratios), 3), round(max(ratios), 3)],
    }


def told(results: list[dict[str, object]]) -> None:
    """Print the results; the last line is JSON."""
    print(json.dumps(results, ensure_ascii=False))
