"""Opening a case and taking it on, step by step, to a decision that is final."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from cases.models import Case, CaseState, Copy, Step
from cases.queries.cases import cases_visible_to, decided_before
from cases.rules.clocks import may_appeal_until
from cases.rules.ladder import Ladder, Measure, is_direct, ladders_on
from cases.rules.lifecycle import NEEDS_WORDS, Verb, state_after
from core import clock
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from inspections.models import Obligation
from inspections.rules.obligation import Verb as FindingVerb
from inspections.services.obligations import take_on
from venues.models import Assignment, Venue

_LEAST_WORDS = 3


@transaction.atomic
def open_case(
    *,
    user: User,
    agency: Agency,
    venue: Venue,
    ladder: str,
    breach_on: date,
    matter: str,
    findings: Iterable[UUID] = (),
) -> Case:
    """Open a case about a venue and whoever holds its licence, with its findings.

    Raises `Invalid` when no such law was in force on the day of the breach, the venue has
    no holder, or nothing is said; `WrongState` when a finding cannot go into a case.
    """
    check_may(user, Capability.HANDLE_CASES, agency.municipality, agency)
    if venue.municipality_id != agency.municipality_id:
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    if breach_on > clock.today():
        raise Invalid(_("That day has not come yet."), code="in_the_future")
    if ladder not in ladders_on(breach_on):
        raise Invalid(_("That law was not in force on the day of the breach."))
    _check_words(matter)
    holder = Assignment.objects.filter(venue=venue, valid_to=None).first()
    if holder is None:
        raise Invalid(_("No holder is known at this venue. Bring in the register."))
    today = clock.today()
    Agency.objects.select_for_update().get(pk=agency.pk)  # numbers one after the other
    of_year = Case.objects.filter(agency=agency, year=today.year)
    last = of_year.aggregate(last=Max("number"))["last"] or 0
    case = Case.objects.create(
        agency=agency, year=today.year, number=last + 1, venue=venue,
        party=holder.holder.name, ladder=ladder, breach_on=breach_on,
        matter=matter.strip(), opened_on=today, opened_by=user,
    )  # fmt: skip
    for finding in findings:
        row = take_on(user=user, obligation=finding, verb=FindingVerb.OPEN_CASE)
        if (row.agency_id, row.venue_id) != (agency.pk, venue.pk):
            raise Invalid(_("The finding is of another venue or agency."))
        case.obligations.add(row)
    _note(case, user, Verb.OPEN, said=matter)
    return case


@transaction.atomic
def communicate(*, user: User, case: int, answer_by: date, said: str = "") -> Case:
    """Tell the party what weighs, with a definite date to answer (FL 25 §)."""
    row = case_for(user, case)
    _check_possible(row, Verb.COMMUNICATE)
    if answer_by <= clock.today():
        raise Invalid(_("The time to answer must lie ahead."), code="answer_by")
    row.answer_by = answer_by
    return _step(row, user, Verb.COMMUNICATE, on=answer_by, said=said)


@transaction.atomic
def take_note(
    *, user: User, case: int, verb: Verb, said: str = "", on: date | None = None
) -> Case:
    """Steps that need no more than words: the answer, a time that passed, skipping the
    communication with a reason, sending back, a judgement, closing without measure.

    Raises `Invalid` when words are missing, `WrongState` when a time has not passed.
    """
    row = case_for(user, case)
    _check_possible(row, verb)
    if verb not in _PLAIN:
        raise Invalid(_("This step has a form of its own."))
    if verb in NEEDS_WORDS:
        _check_words(said)
    today = clock.today()
    if verb == Verb.NO_ANSWER and (row.answer_by is None or row.answer_by >= today):
        raise WrongState(_("The party may still answer."))
    if verb == Verb.RUN_OUT and (row.appeal_until is None or row.appeal_until >= today):
        raise WrongState(_("The party may still appeal."))
    if (
        verb == Verb.APPEAL
        and on is not None
        and row.appeal_until
        and on > row.appeal_until
    ):
        raise Invalid(
            _("The appeal came too late. It is for you to reject it (FL 45 §)."),
            code="too_late",
        )
    if verb == Verb.SEND_BACK:
        row.approved_by = None
    row = _step(row, user, verb, on=on, said=said)
    if verb in {Verb.CLOSE, Verb.JUDGE, Verb.RUN_OUT}:
        _close_findings(row, user)
    return row


_PLAIN = frozenset(
    {
        Verb.ANSWER, Verb.NO_ANSWER, Verb.SKIP, Verb.SEND_BACK, Verb.APPEAL,
        Verb.JUDGE, Verb.RUN_OUT, Verb.CLOSE,
    }
)  # fmt: skip


@transaction.atomic
def propose(
    *,
    user: User,
    case: int,
    measure: str,
    ground: str,
    reasons: str,
    why_not_milder: str = "",
) -> Case:
    """Draft the decision: a measure on its ground, with the rules and facts that decide.

    Raises `Invalid` when measure or ground are not of the law in force on the day of the
    breach, reasons are missing, or a grave measure skips the milder one unexplained.
    """
    row = case_for(user, case)
    _check_possible(row, Verb.PROPOSE)
    ladder = ladder_of(row)
    chosen = next((one for one in ladder.measures if one.code == measure), None)
    if chosen is None or ground not in {one.code for one in ladder.grounds}:
        raise Invalid(_("Choose a measure and a ground of this law."))
    _check_words(reasons)
    if is_direct(ladder, chosen, decided_before(row)):
        _check_why(why_not_milder)
    row.measure, row.ground = measure, ground
    row.reasons, row.why_not_milder = reasons.strip(), why_not_milder.strip()
    row.drafted_by, row.approved_by = user, None
    return _step(row, user, Verb.PROPOSE, said=str(chosen.name))


@transaction.atomic
def approve(*, user: User, case: int) -> Case:
    """A second pair of eyes: somebody else than the drafter finds it ready to decide.

    Raises `NotAllowed` for the drafter, unless the agency does without.
    """
    row = case_for(user, case)
    _check_possible(row, Verb.APPROVE)
    if row.agency.second_pair_of_eyes and row.drafted_by_id == user.pk:
        raise NotAllowed(_("Somebody else than who drafted it must approve it."))
    row.approved_by = user
    return _step(row, user, Verb.APPROVE)


@transaction.atomic
def decide(
    *,
    user: User,
    case: int,
    decided_on: date,
    deciders: str,
    applies_from: date | None = None,
) -> Case:
    """Note the decision as it was taken. It applies at once unless stated otherwise
    (AL 10:1); the copies that authorities are due are listed.
    """
    row = case_for(user, case)
    _check_possible(row, Verb.DECIDE)
    _check_words(deciders)
    if not row.opened_on <= decided_on <= clock.today():
        raise Invalid(_("That day has not come yet, or lies before the case."))
    row.decided_on, row.deciders = decided_on, deciders.strip()
    row.applies_from = applies_from or decided_on
    Copy.objects.bulk_create(
        [Copy(case=row, to=str(one)) for one in ladder_of(row).copies_to],
        ignore_conflicts=True,
    )
    return _step(row, user, Verb.DECIDE, on=decided_on, said=row.deciders)


@transaction.atomic
def serve(*, user: User, case: int, received_on: date, said: str = "") -> Case:
    """Note when the party received the decision: from then on they may appeal."""
    row = case_for(user, case)
    _check_possible(row, Verb.SERVE)
    if row.decided_on is None or not row.decided_on <= received_on <= clock.today():
        raise Invalid(_("That day has not come yet, or lies before the decision."))
    row.served_on, row.appeal_until = received_on, may_appeal_until(received_on)
    return _step(row, user, Verb.SERVE, on=received_on, said=said)


@transaction.atomic
def tick_copy(*, user: User, copy: int) -> Copy:
    """Note that an authority has been sent its copy; ticking twice changes nothing."""
    row = Copy.objects.select_for_update(of=("self",)).filter(pk=copy).first()
    if row is None:
        raise NotFound(_("There is no such case, or it is not yours to see."))
    case_for(user, row.case_id)
    if row.sent_on is None:
        row.sent_on, row.sent_by = clock.today(), user
        row.save(update_fields=["sent_on", "sent_by"])
    return row


def ladder_of(case: Case) -> Ladder:
    """The law of the case, in its version on the day of the breach."""
    return ladders_on(case.breach_on)[case.ladder]


def measure_of(case: Case) -> Measure | None:
    """The measure of the case as its ladder has it; None before one was proposed."""
    found = (one for one in ladder_of(case).measures if one.code == case.measure)
    return next(found, None)


def case_for(user: User, case: int) -> Case:
    """The case, locked, when the person may handle it; `NotFound` else."""
    if not cases_visible_to(user).filter(pk=case).exists():
        raise NotFound(_("There is no such case, or it is not yours to see."))
    row = (
        Case.objects.select_for_update(of=("self",))
        .select_related("agency__municipality", "venue")
        .get(pk=case)
    )
    check_may(user, Capability.HANDLE_CASES, row.agency.municipality, row.agency)
    return row


def _check_possible(case: Case, verb: Verb) -> None:
    if state_after(CaseState(case.state), verb) is None:
        raise WrongState(
            _("That is not possible any more: the case is “%(state)s” by now.")
            % {"state": case.get_state_display()}
        )


def _check_words(said: str) -> None:
    if len(said.strip()) < _LEAST_WORDS:
        raise Invalid(
            _("Say it in words, three letters or more."), code="words_missing"
        )


def _check_why(said: str) -> None:
    if len(said.strip()) < _LEAST_WORDS:
        raise Invalid(
            _("No milder measure has been tried. Say why one would be too little."),
            code="why_missing",
        )


def _step(
    case: Case, user: User, verb: Verb, *, on: date | None = None, said: str = ""
) -> Case:
    before = CaseState(case.state)
    after = state_after(before, verb)
    assert after is not None
    case.state = after
    case.save()
    _note(case, user, verb, before=before, on=on, said=said)
    return case


def _note(
    case: Case,
    user: User,
    verb: Verb,
    *,
    before: CaseState | None = None,
    on: date | None = None,
    said: str = "",
) -> None:
    Step.objects.create(
        case=case, at=clock.now(), by=user, verb=verb, before=before or "",
        after=case.state, on=on, said=said.strip(),
    )  # fmt: skip


def _close_findings(case: Case, user: User) -> None:
    said = f"{case.name}: {case.get_state_display()}"
    for row in Obligation.objects.filter(cases=case, state="in_case"):
        take_on(user=user, obligation=row.finding, verb=FindingVerb.CLOSE, said=said)
