"""Reminding of cases whose day has come, and of copies that authorities still lack.

Once for each case, step, day and person; no word of the matter, for a mail may be read by
others.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import staff_of
from cases.models import Case
from cases.queries.cases import whose_day_has_come
from core import clock
from core.post import Draft, compose, write_letters

COPIES_WITHIN = timedelta(days=7)
"""How long after a decision its copies may wait; a proposal of ours."""


@transaction.atomic
def remind_of_cases() -> int:
    """Write what is due today; of how many cases."""
    today = clock.today()
    cases = Case.objects.select_related("venue", "drafted_by", "opened_by")
    passed = list(whose_day_has_come(cases, today))
    unsent = list(
        cases.filter(
            copies__sent_on=None, copies__isnull=False,
            decided_on__lt=today - COPIES_WITHIN,
        ).distinct()
    )  # fmt: skip
    write_letters(
        _letters(
            [(case, _day_of(case)) for case in passed] + [(c, None) for c in unsent]
        )
    )
    return len({case.pk for case in (*passed, *unsent)})


def _day_of(case: Case) -> date | None:
    return case.answer_by if case.appeal_until is None else case.appeal_until


def _letters(due: Iterable[tuple[Case, date | None]]) -> Iterator[Draft]:
    due = list(due)
    staff = staff_of(case.agency_id for case, _day in due)
    for case, day in due:
        mine = case.drafted_by or case.opened_by
        for user in staff[case.agency_id].in_charge(mine, also_leads=False):
            yield _letter(case, day, user)


def _letter(case: Case, day: date | None, user: User) -> Draft:
    """`day` is the one that has passed; None when copies are missing."""
    with translation.override(user.language):
        said = (
            _("Authorities still lack their copies of the decision in %(case)s.")
            if day is None
            else _("A day in %(case)s has passed: %(day)s. The case can go on.")
        )
        return compose(
            key=f"case:{case.pk}:{day or 'copies'}:{user.pk}",
            to=user.email,
            subject=_("Case %(case)s: %(venue)s")
            % {"case": case.name, "venue": case.venue.name},
            paragraphs=[said % {"case": case.name, "day": day}],
            link=f"{settings.PUBLIC_URL}/cases/{case.pk}/",
        )
