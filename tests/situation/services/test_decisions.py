from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from core.models import Letter
from situation.models import Cycle, Decision, DecisionState, Reporter
from situation.services.decisions import close_decision, give_feedback
from situation.services.reporters import end_reporter
from tests.conftest import Town
from tests.situation.town import cycles, decision, report, reporter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "said",
    [
        {"problem": " "}, {"action": "."}, {"owner": ""},
        {"problem": "ring 070-123 45 67"}, {"owner": "kalle@example.test"},
        {"due_on": date(2026, 11, 8)}, {"due_on": date(2030, 1, 1)},
    ],
)  # fmt: skip
def test_a_decision_names_its_problem_who_and_by_when(
    cycle: Cycle, karin: User, said: Any
) -> None:
    with pytest.raises(Invalid):
        decision(karin, cycle, **said)
    assert not Decision.objects.exists()


def test_a_decision_answers_to_reports_of_its_own_town(
    cycle: Cycle, who: Reporter, karin: User, sten: User, sundsvall: Town
) -> None:
    cycles(sten, sundsvall)
    theirs = report(reporter(sten, sundsvall))
    with pytest.raises(Invalid):
        decision(karin, cycle, reports=[theirs])
    with pytest.raises(Invalid):
        give_feedback(user=karin, cycle=cycle.pk, reports=[theirs], text="Tack")
    mine = report(who)
    assert list(decision(karin, cycle, reports=[mine]).reports.all()) == [mine]


def test_none_is_closed_without_saying_what_came_of_it(
    november: Any, cycle: Cycle, karin: User
) -> None:
    row = decision(karin, cycle)
    for state, came in (
        (DecisionState.DONE, " "), (DecisionState.OPEN, "Det gick bra"),
        (DecisionState.DONE, "ring 070-123 45 67"),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            close_decision(user=karin, decision=row.pk, state=state, came=came)
    november.move_to("2026-11-12T10:00:00+01:00")
    closed = close_decision(
        user=karin, decision=row.pk, state=DecisionState.DONE, came=" Det blev lugnt "
    )
    closed.refresh_from_db()
    assert (closed.state, closed.came) == (DecisionState.DONE, "Det blev lugnt")
    assert (closed.closed_on, closed.closed_by) == (date(2026, 11, 12), karin)
    with pytest.raises(WrongState):
        close_decision(
            user=karin, decision=row.pk, state=DecisionState.DROPPED, came="Igen"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=row.pk).update(came="")


def test_only_who_keeps_the_situation_decides_closes_and_answers(
    cycle: Cycle, who: Reporter, karin: User, ines: User, sten: User
) -> None:
    row, told = decision(karin, cycle), report(who)
    for user, refused in ((ines, NotAllowed), (sten, NotFound)):
        with pytest.raises(refused):
            decision(user, cycle)
        with pytest.raises(refused):
            close_decision(
                user=user, decision=row.pk, state=DecisionState.DONE, came="Det gick"
            )
        with pytest.raises(refused):
            give_feedback(user=user, cycle=cycle.pk, reports=[told], text="Tack")
    with pytest.raises(NotFound):
        close_decision(
            user=karin, decision=uuid4(), state=DecisionState.DONE, came="Det gick"
        )


def test_who_reported_is_told_by_mail_once_and_who_did_not_is_not(
    cycle: Cycle, who: Reporter, karin: User, ostersund: Town
) -> None:
    other = reporter(karin, ostersund, email="annan@example.test")
    Letter.objects.all().delete()
    told = [report(who), report(who)]
    report(other)
    for reports, text in ((told, " "), ([], "Tack"), (told, "ring 070-123 45 67")):
        with pytest.raises(Invalid):
            give_feedback(user=karin, cycle=cycle.pk, reports=reports, text=text)
    given = give_feedback(
        user=karin, cycle=cycle.pk, reports=told, text="Lamporna lyser."
    )
    assert set(given.reports.all()) == set(told)
    letter = Letter.objects.get()
    assert letter.to == "est@example.test"
    assert "Lamporna lyser." in letter.text
    assert "/report/" in letter.text
    assert letter.is_secret


def test_who_reports_no_more_is_not_written_to(
    cycle: Cycle, who: Reporter, karin: User
) -> None:
    row = report(who)
    end_reporter(user=karin, reporter=who.pk)
    Letter.objects.all().delete()
    assert give_feedback(user=karin, cycle=cycle.pk, reports=[row], text="Tack")
    assert not Letter.objects.exists()


def test_what_is_due_may_be_due_today(cycle: Cycle, karin: User) -> None:
    row = decision(karin, cycle, due_on=date(2026, 11, 9))
    assert row.due_on - cycle.first == timedelta(days=7)
