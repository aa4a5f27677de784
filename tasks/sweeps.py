"""Every sweep, in one table. `manage.py reconcile` runs the same, from cron if need be."""

from cases.services.reminders import remind_of_cases
from cases.services.training_orders import meet_training_orders
from core import clock
from core.post import forget_letters, send_letters
from core.sweeping import Work, sweep
from evidence.services.appraisals import land_appraisals
from evidence.services.milestone_reminders import remind_of_milestones
from evidence.services.reminders import remind_of_evidence
from inspections.services.hand_over_letters import remind_of_hand_overs
from inspections.services.obligations import find_missing
from inspections.services.reminders import remind_of_findings, remind_of_protocols
from portal.services.news import find_news, send_digests
from portal.services.yearly_report import remind_of_reports
from promises.services.follow_up_approval import publish_follow_ups
from situation.services.cycles import carry_on_cycles
from situation.services.public_words import forget_words
from situation.services.reminders import remind_reporters
from situation.services.walk_reminders import (
    forget_addresses,
    remind_of_answers,
    remind_of_measures,
)
from training.services.people import end_staff_of_former_holders
from training.services.reminders import remind_of_certificates, remind_of_sessions

SWEEPS: tuple[Work, ...] = (
    Work(
        "findings",
        find_missing,
        "Opens an obligation for every sealed finding that has none.",
    ),
    Work(
        "finding_reminders",
        remind_of_findings,
        "Reminds of findings whose day comes near or has passed, once for each step.",
        at_hour=8,
    ),
    Work(
        "late_protocols",
        remind_of_protocols,
        "Tells those who lead of protocols that are late.",
        at_hour=8,
    ),
    Work(
        "hand_overs",
        remind_of_hand_overs,
        "Tells both agencies of what was handed over and is not answered in time.",
        at_hour=8,
    ),
    Work(
        "cases",
        remind_of_cases,
        "Tells of cases whose time to answer or to appeal has passed, and of copies that "
        "authorities still lack.",
        at_hour=8,
    ),
    Work(
        "evidence",
        remind_of_evidence,
        "Reminds of evidence that is owed, a week before its day and when that has passed.",
        at_hour=8,
    ),
    Work(
        "appraisals",
        land_appraisals,
        "Offers every overnight appraisal that has ended as evidence.",
    ),
    Work(
        "follow_ups",
        publish_follow_ups,
        "Publishes what became of promises, once both parties approved it and on its day.",
    ),
    Work(
        "cycles",
        carry_on_cycles,
        "Begins the next cycle of reports when one has ended.",
    ),
    Work(
        "reporters",
        remind_reporters,
        "Asks reporters that have told nothing, on a cycle's last day and when it is due.",
        at_hour=8,
    ),
    Work(
        "public_words",
        forget_words,
        "Empties the words of what the public told and was set aside, after 90 days.",
        at_hour=3,
    ),
    Work(
        "walk_answers",
        remind_of_answers,
        "Reminds who led a safety walk that its participants wait for an answer, two weeks "
        "before sixty days are over and when they are.",
        at_hour=8,
    ),
    Work(
        "walk_measures",
        remind_of_measures,
        "Reminds who led a safety walk of measures whose day has passed.",
        at_hour=8,
    ),
    Work(
        "walk_addresses",
        forget_addresses,
        "Forgets whom a safety walk told, half a year after it.",
        at_hour=3,
    ),
    Work(
        "milestones",
        remind_of_milestones,
        "Reminds whoever answers for a step of a certification, before its day and after.",
        at_hour=8,
    ),
    Work(
        "former_staff",
        end_staff_of_former_holders,
        "Ends what is listed for holders who have the venue no more.",
    ),
    Work(
        "training_orders",
        meet_training_orders,
        "Closes findings whose ordered training is passed.",
    ),
    Work(
        "sessions",
        remind_of_sessions,
        "Reminds of days of training that are near.",
    ),
    Work(
        "certificates",
        remind_of_certificates,
        "Tells person and venue of certificates that lapse in 90 and in 30 days.",
        at_hour=8,
    ),
    Work(
        "news",
        find_news,
        "Tells venue managers of protocols, judgements, answers and documents.",
    ),
    Work(
        "digests",
        send_digests,
        "Sends one letter each morning to managers who want no more.",
        at_hour=8,
    ),
    Work(
        "yearly_reports",
        remind_of_reports,
        "Recalls the restaurant report thirty and seven days before 1 March.",
        at_hour=8,
    ),
    Work(
        "old_letters",
        forget_letters,
        "Forgets words and addresses of mail that went ninety days ago.",
        at_hour=3,
    ),
    Work(
        "letters",
        send_letters,
        "Sends the mail that was written with what it tells.",
    ),
)


def run_sweeps() -> dict[str, int]:
    """Run what is due now; how much each sweep handled."""
    return sweep(SWEEPS, clock.now())
