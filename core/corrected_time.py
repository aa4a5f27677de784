"""When was an entry really recorded? A device's wall clock is corrected, never trusted.

In the run of the monotonic clock in which the batch was sent, elapsed milliseconds tell
the instant whatever the wall clock did meanwhile. For an earlier run the wall clock is
shifted by the offset measured at sending. Both the device's own time and the offset are
kept; a protocol says so when the offset passed two minutes. Source: reliability 4.7.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

SHOWN_WHEN_ABOVE = timedelta(minutes=2)
# What comes out further away than that says that the correction failed.
_AHEAD, _BACK = timedelta(days=1), timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Sent:
    """The device's clocks when it sent, beside the server's when it received."""

    device_at: datetime
    mono_ms: int
    boot: str
    received_at: datetime


def corrected(
    device_at: str, mono_ms: int, boot: str, sent: Sent
) -> tuple[datetime, int]:
    """The corrected instant in UTC, and its distance from the device's wall clock in ms.

    ValueError when the device's time is no time, or lies outside what a calendar holds.
    """
    wall = datetime.fromisoformat(device_at)
    try:
        if boot == sent.boot and mono_ms <= sent.mono_ms:
            instant = sent.received_at - timedelta(milliseconds=sent.mono_ms - mono_ms)
        else:
            instant = wall + (sent.received_at - sent.device_at)
        instant = instant.astimezone(UTC)
        offset = instant - wall
    except OverflowError as error:
        msg = f"{device_at} lies outside the calendar."
        raise ValueError(msg) from error
    if not date.min.year < instant.year < date.max.year:  # no room for a local time
        msg = f"{device_at} lies at the end of the calendar."
        raise ValueError(msg)
    return instant, offset // timedelta(milliseconds=1)


def is_possible(instant: datetime, received_at: datetime) -> bool:
    """Whether something received then can have been recorded at that corrected instant."""
    return received_at - _BACK <= instant <= received_at + _AHEAD


def is_worth_saying(offset_ms: int) -> bool:
    """Whether the protocol must say that the device's clock was off."""
    return abs(timedelta(milliseconds=offset_ms)) > SHOWN_WHEN_ABOVE
