"""Verbs that write about people."""

from django.db import transaction

from accounts.models import Municipality, PersonalDataRead, SavedFilter, User
from core import clock


@transaction.atomic
def log_personal_data_read(
    *, user: User, municipality: Municipality, kind: str, subject: str
) -> None:
    """Put on record that `user` was shown personal data of `subject`."""
    PersonalDataRead.objects.create(
        at=clock.now(), user=user, municipality=municipality, kind=kind, subject=subject
    )


@transaction.atomic
def save_filter(*, user: User, route: str, name: str, query: str) -> SavedFilter:
    """Keep what a page was asked for under a name; the same name is overwritten."""
    row, _made = SavedFilter.objects.update_or_create(
        user=user, route=route, name=name, defaults={"query": query}
    )
    return row


@transaction.atomic
def forget_filter(*, user: User, filter_id: int) -> None:
    """Forget one of one's own saved filters; what is not there is forgotten already."""
    SavedFilter.objects.filter(user=user, pk=filter_id).delete()
