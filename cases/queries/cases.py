"""Cases: whose they are to see, what waits, and what was decided before."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from cases.models import Case, CaseState, Copy
from cases.rules.lifecycle import ENDED


def cases_visible_to(user: User) -> QuerySet[Case]:
    """The cases of the agencies whose sections the person may read."""
    agencies = agencies_where(user, Capability.READ_SECTIONS)
    return Case.objects.filter(agency__in=agencies).select_related(
        "agency__municipality", "venue", "drafted_by"
    )


def waiting(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Those that have not ended."""
    return rows.exclude(state__in=ENDED)


def whose_day_has_come(rows: QuerySet[Case], today: date) -> QuerySet[Case]:
    """Those whose time to answer or to appeal has passed."""
    return rows.filter(
        Q(state=CaseState.COMMUNICATED, answer_by__lt=today)
        | Q(state=CaseState.SERVED, appeal_until__lt=today)
    )


def decided_before(case: Case) -> list[str]:
    """The measures decided earlier on the same party at the same venue, by that law."""
    rows = Case.objects.filter(
        agency=case.agency_id, venue=case.venue_id, party=case.party, ladder=case.ladder
    ).exclude(pk=case.pk)
    return list(rows.exclude(decided_on=None).values_list("measure", flat=True))


def copies_due(user: User) -> QuerySet[Copy]:
    """The copies that authorities have not been sent yet."""
    return Copy.objects.filter(
        case__in=cases_visible_to(user).values("pk"), sent_on=None
    ).select_related("case__venue", "case__agency")
