"""Which days does the law give in a case?

Three weeks to appeal, from the day on which the party received the decision (FL 44 §,
domain note 4.2). When the last day is no working day the next one counts: general
knowledge of how such times are reckoned, in the party's favour. The time to answer a
communication is a definite date (FL 25 §); its usual length of three weeks is general
knowledge, too, and only what the form offers first.
"""

from datetime import date, timedelta

from inspections.rules.protocol_dates import working_day_after

APPEAL_WEEKS = 3
USUAL_ANSWER_WEEKS = 3


def may_appeal_until(received_on: date) -> date:
    """The last day on which the party may appeal."""
    last = received_on + timedelta(weeks=APPEAL_WEEKS)
    return working_day_after(last - timedelta(days=1), 1)


def usual_answer_by(sent_on: date) -> date:
    """The day that a communication usually gives."""
    return sent_on + timedelta(weeks=USUAL_ANSWER_WEEKS)
