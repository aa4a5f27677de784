"""Which plan visits the most priority? Asked of PyVRP.

PyVRP makes the way short and pays for what it leaves out; so prizes are scaled until one
point outweighs any detour, and the way stays in the cost, for a short way is what makes
room for one more. Both numbers below were measured: `docs/decisions/0007`.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median

import numpy as np
from pyvrp import (
    Client,
    ClientGroup,
    Depot,
    IteratedLocalSearch,
    IteratedLocalSearchParams,
    Location,
    PenaltyManager,
    PenaltyParams,
    ProblemData,
    RandomNumberGenerator,
    Solution,
    VehicleType,
)
from pyvrp.constants import MAX_VALUE
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    PerturbationManager,
    compute_neighbours,
)

from planning.rules.itinerary import faults_of, itinerary
from planning.rules.problem import Candidate, Plan, Problem

Stop = Callable[[], bool]
_DETOURS = 100
_MEMORY = 10
_FIRST_PENALTY = 1
_FEASIBLE = 0.1
_NEVER = MAX_VALUE // 4


def best_plan(problem: Problem, seed: int, stop: Stop) -> Plan:
    """The best plan found until `stop` says so; it can be gone, or it is empty.

    The same seed and number of rounds give the same plan; a time limit does not.
    """
    nobody: Plan = tuple(() for _shift in problem.shifts)
    able = [n for n in range(len(problem.candidates)) if _can_be_made(problem, n)]
    if not able:
        return nobody
    found = _search(_data(problem, able), _scale(problem), seed, stop)
    orders: list[tuple[int, ...]] = list(nobody)
    for route in found.routes():
        orders[route.vehicle_type()] = tuple(
            able[one.idx] for one in route if one.is_client()
        )
    plan = tuple(orders)
    return nobody if faults_of(problem, plan) else plan


def _can_be_made(problem: Problem, number: int) -> bool:
    """Whether any team could make it with nothing else to do."""
    return any(
        not itinerary(problem, shift, [number]).faults
        for shift in range(len(problem.shifts))
    )


def _search(data: ProblemData, scale: int, seed: int, stop: Stop) -> Solution:
    """PyVRP's own search, with a short memory and penalties in the size of our prizes:
    it goes through plans that cannot be gone, but none is worth staying with.
    """
    rng = RandomNumberGenerator(seed=seed % 2**32)
    search = LocalSearch(data, rng, compute_neighbours(data), PerturbationManager())
    for operator in OPERATORS:
        if operator.supports(data):
            search.add_operator(operator(data))
    first = float(scale) * _FIRST_PENALTY
    highest = max(first, 2.0 * sum(one.prize for one in data.clients()))
    penalties = PenaltyManager(
        ([first], first, first),
        PenaltyParams(max_penalty=min(highest, _NEVER), target_feasible=_FEASIBLE),
    )
    begin = search(Solution(data, []), penalties.max_cost_evaluator(), exhaustive=True)
    params = IteratedLocalSearchParams(history_length=_MEMORY)
    run = IteratedLocalSearch(data, penalties, search, begin, params)
    return run.run(lambda _cost: stop(), collect_stats=False).best


def _data(problem: Problem, able: Sequence[int]) -> ProblemData:
    """Every candidate has a place of its own, so that a team may be barred from one and
    not from another at the same door.
    """
    rows = [problem.candidates[number] for number in able]
    depots = sorted({shift.site for shift in problem.shifts})
    members = Counter(one.group for one in rows if one.group is not None)
    groups = sorted(group for group, count in members.items() if count > 1)
    numbers = {group: number for number, group in enumerate(groups)}
    scale = _scale(problem)
    clients = [
        Client(
            location=place,
            delivery=[1],
            service_duration=one.lasts,
            tw_early=one.opens,
            tw_late=one.closes,
            prize=one.prize * scale,
            required=False,
            group=None if one.group is None else numbers.get(one.group),
        )
        for place, one in enumerate(rows, start=len(depots))
    ]
    tables = [
        _table(problem, number, depots, rows) for number in range(len(problem.shifts))
    ]
    return ProblemData(
        locations=[Location(0, 0) for _place in range(len(depots) + len(rows))],
        clients=clients,
        depots=[Depot(location=place) for place in range(len(depots))],
        vehicle_types=[
            VehicleType(
                num_available=1,
                capacity=[len(clients) if one.most is None else one.most],
                start_depot=depots.index(one.site),
                end_depot=depots.index(one.site),
                tw_early=one.starts,
                tw_late=one.ends,
                profile=number,
            )
            for number, one in enumerate(problem.shifts)
        ],
        distance_matrices=tables,  # type: ignore[arg-type]  # their stub lacks the shape
        duration_matrices=tables,  # type: ignore[arg-type]
        groups=[
            ClientGroup(
                [n for n, one in enumerate(rows) if one.group == group], required=False
            )
            for group in groups
        ],
    )


def _scale(problem: Problem) -> int:
    prizes = [one.prize for one in problem.candidates if one.prize] or [1]
    longest = max(one.ends - one.starts for one in problem.shifts)
    return max(1, round(_DETOURS * longest / median(prizes)))


def _table(
    problem: Problem, shift: int, depots: Sequence[int], rows: Sequence[Candidate]
) -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    """The team's table; for what it may not do, no time suffices."""
    sites = [*depots, *(one.site for one in rows)]
    whole = np.array(problem.travel[problem.shifts[shift].travel], dtype=np.int64)
    table = whole[np.ix_(sites, sites)]
    barred = [n for n, one in enumerate(rows, len(depots)) if shift in one.barred]
    table[:, barred] = _NEVER
    np.fill_diagonal(table, 0)
    return table
