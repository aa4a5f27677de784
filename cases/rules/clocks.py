"""Which days does the law give in a case?

Three weeks to appeal, from the day on which the party received the decision (FL 44 §,
domain note 4.2). When the last day is no working day the next one counts: general
knowledge of how such times are reckoned, in the party's favour. The time to answer a
communication is a definite date (FL 25 §); its usual length of three weeks is general
knowledge, too, and only what the form offers first.
"""

from datetime import date, timedelta
from enum import StrEnum

from cases.rules.lifecycle import Verb
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


class Hindrance(StrEnum):
    """Why a step is not possible on a day."""

    MAY_ANSWER = "may_answer"
    MAY_APPEAL = "may_appeal"
    TOO_LATE = "too_late"


def hindrance(
    verb: Verb, *, answer_by: date | None, appeal_until: date | None, on: date
) -> Hindrance | None:
    """What the clocks say against a step that is taken, or noted as of, that day.

    A time has passed when its last day has; an appeal that came later is rejected by the
    deciding authority itself (FL 45 §).
    """
    if verb == Verb.NO_ANSWER and (answer_by is None or on <= answer_by):
        return Hindrance.MAY_ANSWER
    if verb == Verb.RUN_OUT and (appeal_until is None or on <= appeal_until):
        return Hindrance.MAY_APPEAL
    if verb == Verb.APPEAL and appeal_until is not None and on > appeal_until:
        return Hindrance.TOO_LATE
    return None
