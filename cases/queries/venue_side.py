"""What a party sees of its cases: that there is one once it was told, and the documents
that were approved for it. Proposals, notes and drafts are never there.
"""

from django.db.models import QuerySet

from accounts.models import User
from cases.models import Case, CaseDocument, CaseFile, CaseState
from venues.queries.access import windows_of_person, within_windows

_NOT_TOLD = (CaseState.OPENED,)


def cases_for(user: User) -> QuerySet[Case]:
    """The cases of the person's venues while their holder had them, once the party has
    been sent something.
    """
    theirs = within_windows(windows_of_person(user), "venue", "breach_on")
    told = CaseDocument.objects.exclude(approved_by=None).values("case")
    return Case.objects.filter(theirs, pk__in=told).exclude(
        state__in=_NOT_TOLD
    ).select_related("agency__municipality", "venue")  # fmt: skip


def case_documents_for(user: User) -> QuerySet[CaseDocument]:
    """The approved documents of those cases."""
    return CaseDocument.objects.filter(case__in=cases_for(user).values("pk")).exclude(
        approved_by=None
    )


def case_files_for(user: User) -> QuerySet[CaseFile]:
    """What the party itself sent in those cases."""
    return CaseFile.objects.filter(step__case__in=cases_for(user).values("pk"))
