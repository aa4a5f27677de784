"""Keeping what somebody asks for again and again."""

from django.db import transaction

from accounts.models import SavedFilter, User


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
