"""What comes out of an indicator: a number with everything that it needs to be believed."""

from dataclasses import dataclass

from evidence.rules.interval import Interval


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is None where there is nothing to divide by: shown as a dash, never as 0.

    `counted` of `among`; `unchecked` could have been checked and were not, outside both;
    `waiting` have not come to their end yet; `expected` is what chance alone would give.
    """

    value: float | None
    counted: float | None = None
    among: float | None = None
    interval: Interval | None = None
    unchecked: int | None = None
    waiting: int | None = None
    expected: float | None = None

    @property
    def unchecked_share(self) -> float | None:
        """The share that nobody checked, of all that could have been."""
        if self.unchecked is None or self.among is None:
            return None
        could = self.unchecked + self.among
        return self.unchecked / could if could else None


NOTHING = Figure(None)
