"""Numbers for changes, in the order in which they commit."""

from collections.abc import Iterable

from django.db.models import F

from core.models import ChangeCounter


def next_changes(scope: str, count: int = 1) -> range:
    """The next numbers of a scope; no other writer gets one before this commits."""
    ChangeCounter.objects.bulk_create(
        [ChangeCounter(scope=scope)], ignore_conflicts=True
    )
    ChangeCounter.objects.filter(scope=scope).update(value=F("value") + count)
    last = ChangeCounter.objects.values_list("value", flat=True).get(scope=scope)
    return range(last - count + 1, last + 1)


def next_change(scope: str) -> int:
    """The next number of a scope."""
    return next_changes(scope)[0]


def last_changes(scopes: Iterable[str]) -> dict[str, int]:
    """The last number of each scope; 0 where nothing has changed yet.

    Ask before reading what changed: what commits meanwhile is then sent once more.
    """
    scopes = list(scopes)
    found = dict(
        ChangeCounter.objects.filter(scope__in=scopes).values_list("scope", "value")
    )
    return {scope: found.get(scope, 0) for scope in scopes}
