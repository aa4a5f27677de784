"""The only reader of the clock."""

from datetime import UTC, date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Invalid


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(tz=UTC)


def today() -> date:
    """The civil date in the municipality's time zone."""
    return timezone.localdate(now())


def parse_instant(text: str) -> datetime:
    """Read an RFC 3339 instant; a time without its offset is refused (`Invalid`).

    Two hours of the October night bear the same name: only the offset tells them apart.
    """
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise Invalid(
            _("“%(text)s” is not a time. Write it as 2026-10-25T02:30:00+02:00.")
            % {"text": text},
            code="not_a_time",
        ) from error
    if instant.tzinfo is None:
        raise Invalid(
            _(
                "“%(text)s” lacks its offset from UTC. Write it as "
                "2026-10-25T02:30:00+02:00."
            )
            % {"text": text},
            code="naive_time",
        )
    try:
        return instant.astimezone(UTC)
    except OverflowError as error:
        raise Invalid(
            _("“%(text)s” is not a time. Write it as 2026-10-25T02:30:00+02:00.")
            % {"text": text},
            code="not_a_time",
        ) from error
