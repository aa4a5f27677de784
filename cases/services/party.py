"""The party answers what was communicated, on its own pages."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, CaseFile, CaseState
from cases.queries.venue_side import cases_for
from cases.rules.lifecycle import ENDED, Verb
from cases.services.case_rows import take_step
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.uploads import Upload, looked_at
from venues.queries.access import venues_looked_into_by

_MOST = 8000
_MOST_WORDS = 20


@transaction.atomic
def answer_as_party(
    *, user: User, case: int, text: str, files: Sequence[Upload] = ()
) -> tuple[Case, bool]:
    """Answer, with photos or PDFs, and whether it came in time. The date that was set
    binds (FL 25 §): what comes later is noted (FL 27 §), and the case may be decided
    without it.
    """
    rows = cases_for(user).filter(venue__in=venues_looked_into_by(user))
    row = rows.select_for_update(of=("self",)).filter(pk=case).first()
    if row is None:
        raise NotFound(_("There is no such case, or it is not yours to see."))
    said = text.strip()
    if not said:
        raise Invalid(_("Write your answer."))
    if len(said) > _MOST:
        raise Invalid(
            _("That is more than %(count)s signs. Shorten it.") % {"count": _MOST}
        )
    if row.state in ENDED:
        raise WrongState(_("The case has ended."))
    if row.steps.filter(by_party=True).count() >= _MOST_WORDS:
        raise WrongState(_("You have written often. Wait for the authority."))
    whole = looked_at(files)
    today = clock.today()
    in_time = row.answer_by is not None and today <= row.answer_by
    is_answer = in_time and row.state == CaseState.COMMUNICATED
    verb = Verb.ANSWER if is_answer else Verb.NOTE
    row = take_step(row, user, verb, on=today, said=said, by_party=True)
    step = row.steps.latest("pk")  # the case is locked: nobody else's comes between
    CaseFile.objects.bulk_create(CaseFile(step=step, **one) for one in whole)
    return row, in_time
