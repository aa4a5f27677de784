"""The written test: opened by who teaches, taken on one's own page, or on paper."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.nights import local
from training.models import (
    Enrolment,
    EnrolmentState,
    Person,
    Question,
    Session,
    Sitting,
    TestRule,
)
from training.permissions import check_teaches
from training.rules.validity import in_force
from training.rules.written_test import (
    Area,
    AreaResult,
    Asked,
    Attempt,
    Retake,
    draw,
    is_passed,
    mark,
    may_begin,
)
from training.services.certifying import certify_if_due
from training.services.session_rows import check_held, locked_enrolment, taught_by

GRACE = timedelta(minutes=2)
"""For the way from a phone to us: what comes later is too late, and is kept as it is."""


@transaction.atomic
def open_test(*, user: User, session: UUID) -> Session:
    """Let participants begin. `Invalid` when rules or questions are missing."""
    row = taught_by(user, session)
    check_held(row)
    if not row.course.has_test:
        raise Invalid(_("This course has no test."))
    _rule_of(row)
    areas = _areas_of(row)
    if not areas:
        raise Invalid(_("The course has no questions yet."))
    for one in areas:
        if len(one.questions) < one.drawn:
            raise Invalid(
                _("“%(area)s” has %(have)s questions and draws %(drawn)s.")
                % {"area": one.name, "have": len(one.questions), "drawn": one.drawn}
            )
    row.test_opened_at, row.test_closed_at = clock.now(), None
    row.save()
    return row


@transaction.atomic
def close_test(*, user: User, session: UUID) -> Session:
    """Let nobody begin any more; who has begun may hand in."""
    row = taught_by(user, session)
    check_held(row)
    if row.test_opened_at is None or row.test_closed_at is not None:
        raise WrongState(_("The test is not open."))
    row.test_closed_at = clock.now()
    row.save()
    return row


@transaction.atomic
def begin_sitting(*, person: Person, enrolment: UUID) -> Sitting:
    """Draw a paper and let the time run. `WrongState` says why not."""
    row = _mine(person, enrolment)
    session = row.session
    if session.cancelled_at or not is_open(session):
        raise WrongState(_("The test is not open. Ask whoever teaches."))
    rule = _rule_of(session)
    _close_overdue(row)
    _check_may_begin(row, rule)
    now = clock.now()
    return Sitting.objects.create(
        enrolment=row, attempt=row.sittings.count() + 1,
        paper=_paper(session, secrets.randbits(48)), began_at=now,
        ends_at=now + timedelta(minutes=rule.minutes),
    )  # fmt: skip


@transaction.atomic
def hand_in(*, person: Person, sitting: UUID, answers: Mapping[int, int]) -> Sitting:
    """Hand a paper in: `answers` by their place on it. Handed in too late it is marked,
    kept, and not passed.
    """
    known = Sitting.objects.filter(pk=sitting, enrolment__person=person).first()
    if known is None:
        raise NotFound(_("There is no such test."))
    place = _placed(known.enrolment_id)
    row = Sitting.objects.select_for_update().get(pk=sitting)
    row.enrolment = place
    if row.handed_in_at is not None:
        raise WrongState(_("This paper is handed in already."))
    row.answers = {
        str(place): choice
        for place, choice in answers.items()
        if 0 <= place < len(row.paper)
        and 0 <= choice < len(row.paper[place]["options_sv"])
    }
    _finish(row, is_late=clock.now() > row.ends_at + GRACE)
    certify_if_due(row.enrolment)
    return row


@transaction.atomic
def note_paper_result(
    *, user: User, enrolment: UUID, result: Sequence[AreaResult]
) -> Sitting:
    """Note a test that was written on paper, area by area."""
    row = _placed(enrolment)
    check_teaches(user, row.session)
    if not row.session.course.has_test:
        raise Invalid(_("This course has no test."))
    if not result or any(
        one["asked"] < 1 or not 0 <= one["right"] <= one["asked"] for one in result
    ):
        raise Invalid(_("Say for each area how many were right, of how many asked."))
    rule = _rule_of(row.session)
    _close_overdue(row)
    _check_may_begin(row, rule)
    now = clock.now()
    made = Sitting.objects.create(
        enrolment=row, attempt=row.sittings.count() + 1, began_at=now, ends_at=now,
        handed_in_at=now, result=list(result), noted_by=user,
        passed=is_passed(result, rule.pass_percent),
    )  # fmt: skip
    certify_if_due(row)
    return made


def is_open(session: Session) -> bool:
    """Whether the test may be begun now."""
    return session.test_opened_at is not None and session.test_closed_at is None


def _finish(row: Sitting, *, is_late: bool) -> None:
    rule = _rule_of(row.enrolment.session)
    row.result = list(mark(row.paper, row.answers))
    row.passed = not is_late and is_passed(row.result, rule.pass_percent)
    row.handed_in_at = clock.now()
    row.save()


def _close_overdue(enrolment: Enrolment) -> None:
    """Papers whose time is over and that nobody handed in count as not passed."""
    over = enrolment.sittings.filter(handed_in_at=None, ends_at__lt=clock.now() - GRACE)
    for row in over:
        _finish(row, is_late=True)


def _check_may_begin(row: Enrolment, rule: TestRule) -> None:
    earlier = [
        Attempt(local(one.began_at).date(), one.passed) for one in row.sittings.all()
    ]
    may, again_on = may_begin(
        earlier, attempts=rule.attempts, wait_days=rule.wait_days, today=clock.today()
    )
    if may is Retake.MAY:
        return
    said = {
        Retake.PASSED: _("The test is passed already."),
        Retake.UNDERWAY: _("A test is under way: hand it in first."),
        Retake.NONE_LEFT: _("All attempts are used. The course must be taken again."),
        Retake.TOO_SOON: _("It may be taken again from %(day)s.") % {"day": again_on},
    }
    raise WrongState(said[may], code=may)


def _rule_of(session: Session) -> TestRule:
    rule = in_force(list(session.course.test_rules.all()), clock.today())
    if rule is None:
        raise Invalid(_("The course has no rule yet for passing its test."))
    return rule


def _areas_of(session: Session) -> list[Area]:
    return [
        Area(
            str(one.pk), one.drawn,
            [q.pk for q in one.questions.all() if q.retired_at is None],
        )
        for one in session.course.areas.prefetch_related("questions")
    ]  # fmt: skip


def _paper(session: Session, seed: int) -> list[Asked]:
    drawn = draw(_areas_of(session), seed)
    known = Question.objects.select_related("area").in_bulk(drawn)
    return [
        {
            "question": pk,
            "area": known[pk].area.name_sv,
            "text_sv": known[pk].text_sv,
            "text_en": known[pk].text_en,
            "options_sv": known[pk].options_sv,
            "options_en": known[pk].options_en,
            "right": known[pk].right,
        }
        for pk in drawn
    ]


def _placed(enrolment: UUID) -> Enrolment:
    """The sign-up of somebody who has a place, locked with its session."""
    row = locked_enrolment(enrolment)
    if row.state != EnrolmentState.BOOKED:
        raise NotFound(_("There is no such sign-up."))
    return row


def _mine(person: Person, enrolment: UUID) -> Enrolment:
    row = _placed(enrolment)
    if row.person_id != person.pk:
        raise NotFound(_("There is no such sign-up."))
    return row
