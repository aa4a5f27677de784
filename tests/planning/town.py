"""A town with venues in a row, for rounds to be planned in."""

from datetime import UTC, datetime

from accounts.models import User
from planning.models import Round, Team, Travel
from planning.services.asking import add_team, make_round
from tests.conftest import Town
from venues.models import Licence, ServingHours, Venue

NOW = "2026-11-20 12:00"  # a Friday
NIGHT = datetime(2026, 11, 20, tzinfo=UTC).date()
SQUARE = (63.1767, 14.6361)


def open_venue(
    town: Town, name: str, step: int, *, until: int = 1560, **more: object
) -> Venue:
    """A venue some hundred metres from the square that serves on Fridays until then."""
    venue = Venue.objects.create(
        municipality=town.municipality, name=name, latitude=SQUARE[0] + step * 0.001,
        longitude=SQUARE[1], **more,
    )  # fmt: skip
    licence = Licence.objects.create(
        venue=venue, duration="permanent", serving_until_minute=until
    )
    ServingHours.objects.create(
        licence=licence,
        space="indoor",
        weekday=4,
        opens_minute=660,
        closes_minute=until,
    )
    return venue


def a_round(user: User, town: Town, **more: object) -> Round:
    asked: dict[str, object] = {"random_percent": 0, "seconds": 1, **more}
    return make_round(
        user=user,
        agency=town.agencies["licensing"],
        night=NIGHT,
        **asked,  # type: ignore[arg-type]
    )


def with_team(
    user: User, row: Round, *officers: User, hours: int = 6, name: str = "Lag 1"
) -> Team:
    """A team that starts on the square at 20:00."""
    starts_at = datetime(2026, 11, 20, 19, tzinfo=UTC)
    return add_team(
        user=user, round_=row.pk, name=name, officers=officers, travel=Travel.FOOT,
        starts_at=starts_at, ends_at=starts_at.replace(hour=19 + min(hours, 4))
        if hours <= 4
        else datetime(2026, 11, 21, hours - 5, tzinfo=UTC),
        latitude=SQUARE[0], longitude=SQUARE[1],
    )  # fmt: skip
