"""When is the yearly restaurant report (restaurangrapport) due, and when is it recalled?

Every permanent licence, for the calendar year before, by 1 March (domain note 7.1). It is
filed with Folkhälsomyndigheten, not here. Recalled thirty and seven days before: proposals
of ours.
"""

from datetime import date, timedelta

DUE_MONTH, DUE_DAY = 3, 1
REMIND_DAYS_BEFORE = (30, 7)


def report_due_on(today: date) -> date:
    """The day on which the next report is due."""
    this = date(today.year, DUE_MONTH, DUE_DAY)
    return this if today <= this else date(today.year + 1, DUE_MONTH, DUE_DAY)


def reminders_due(today: date) -> int:
    """How many reminders should have gone by now for the report that is due next."""
    due = report_due_on(today)
    return sum(today >= due - timedelta(days=days) for days in REMIND_DAYS_BEFORE)
