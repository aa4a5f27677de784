"""Of what, and of when, a figure is asked."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Agency
from core.nights import TimeZoneOfNight
from evidence.rules.period import Period


@dataclass(frozen=True, slots=True)
class Scope:
    """One agency's facts in one period, reckoned on `today`.

    `zone` narrows it to a time zone of the night, `gender` to participants who stated it,
    `is_drawn` to the visits that the lot has chosen (the random share of the plan).
    """

    agency: Agency
    period: Period
    today: date
    zone: TimeZoneOfNight | None = None
    gender: str | None = None
    is_drawn: bool = False

    @property
    def municipality(self) -> str:
        """The key of the agency's municipality."""
        return self.agency.municipality_id

    @property
    def until(self) -> date:
        """The last day that can be told: the period's last, or today while it runs."""
        return min(self.period.last, self.today)
