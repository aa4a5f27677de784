"""Putting on record that personal data went down to a tablet."""

from accounts.models import Municipality, User
from accounts.services.reads import log_personal_data_read
from inspections.queries.bundle import Bundle


def log_bundle_read(user: User, bundle: Bundle) -> None:
    """One line for each municipality whose people this page of a bundle holds."""
    for code in sorted({str(venue["municipality"]) for venue in bundle.venues}):
        held = sum(venue["municipality"] == code for venue in bundle.venues)
        log_personal_data_read(
            user=user,
            municipality=Municipality(code=code),
            kind="bundle",
            subject=f"{held} venues",
        )
