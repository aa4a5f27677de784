"""By when is a finding to be put right, and when is whom reminded?

The follow-up codes and their days: domain note 2.5, our proposals, dated, the same that
bring a re-inspection (`reinspection.py`). F1 waits for the next visit. F5 belongs to
another agency: it is to be handed over within five working days, a proposal of ours.
Reminders: three days before, the day after, and a week after, when those who lead hear
of it; proposals of ours, too.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from inspections.rules.protocol_dates import working_day_after
from inspections.rules.reinspection import visit_plan_on

HANDED_OVER = "F5"
"""Another agency's to deal with: its day is ours, for handing it over."""
HAND_OVER_WORKING_DAYS = 5
ANSWER_WORKING_DAYS = 20
REPEAT_DAYS = 365


def put_right_by(follow_up: str, found_on: date) -> date | None:
    """The day that a finding's follow-up code gives; None when the next visit decides."""
    if follow_up == HANDED_OVER:
        return working_day_after(found_on, HAND_OVER_WORKING_DAYS)
    days = visit_plan_on(found_on).deadline_days.get(follow_up)
    return None if days is None else found_on + timedelta(days=days)


def answer_wanted_by(sent_on: date) -> date:
    """By when another agency is asked to answer."""
    return working_day_after(sent_on, ANSWER_WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder goes this many days after the deadline; before it when negative."""

    name: str
    days: int
    to_leads: bool


REMINDERS = (
    Reminder("soon", -3, to_leads=False),
    Reminder("late", 1, to_leads=False),
    Reminder("escalated", 7, to_leads=True),
)


def reminder_due(due_on: date, today: date) -> int:
    """How many reminders should have gone by that day."""
    return sum(today >= due_on + timedelta(days=one.days) for one in REMINDERS)
