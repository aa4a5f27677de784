"""The party answers what was communicated, on its own pages."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, CaseState
from cases.queries.venue_side import cases_for
from cases.rules.lifecycle import ENDED, Verb
from cases.services.case_rows import take_step
from core import clock
from core.errors import Invalid, NotFound, WrongState
from venues.queries.access import venues_looked_into_by

_MOST = 8000


@transaction.atomic
def answer_as_party(*, user: User, case: int, text: str) -> tuple[Case, bool]:
    """Answer, and whether it came in time. The date that was set binds (FL 25 §): what
    comes later is noted (FL 27 §), and the case may be decided without it.
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
    today = clock.today()
    in_time = row.answer_by is not None and today <= row.answer_by
    if in_time and row.state == CaseState.COMMUNICATED:
        return take_step(row, user, Verb.ANSWER, on=today, said=said), True
    note = _("The party wrote: %(text)s") % {"text": said}
    return take_step(row, user, Verb.NOTE, on=today, said=note), in_time
