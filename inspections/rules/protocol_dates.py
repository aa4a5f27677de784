"""By when the authority sends the protocol, and by when the venue may reply.

Neither is law. Ten working days for a protocol is one municipality's stated goal (domain
note 2.4, Helsingborg); two weeks to reply is usual practice, from general knowledge
(domain note 4.2). Both are dated rows here so that a change leaves old protocols alone.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import holidays


@dataclass(frozen=True, slots=True)
class Promise:
    since: date
    protocol_working_days: int
    reply_days: int


PROMISES = (Promise(date(2020, 1, 1), protocol_working_days=10, reply_days=14),)


def promise_on(day: date) -> Promise:
    """The promise in force on a day; the first one for days before it."""
    held = [promise for promise in PROMISES if promise.since <= day]
    return held[-1] if held else PROMISES[0]


def working_day_after(day: date, count: int) -> date:
    """The `count`-th working day after `day`: no weekends, no Swedish holidays, nor the
    eves that offices keep like them (from general knowledge).
    """
    calendar = holidays.country_holidays(
        "SE", include_sundays=False, categories=("public", "de_facto")
    )
    while count > 0:
        day += timedelta(days=1)
        if day.isoweekday() <= 5 and day not in calendar:  # noqa: PLR2004 — Friday
            count -= 1
    return day


def protocol_promised_on(visited_on: date) -> date:
    """The day by which the protocol is to be sent."""
    return working_day_after(visited_on, promise_on(visited_on).protocol_working_days)


def reply_invited_until(sealed_on: date) -> date:
    """The last day of the time in which the venue is invited to reply."""
    return sealed_on + timedelta(days=promise_on(sealed_on).reply_days)
