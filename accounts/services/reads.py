"""Putting on record who was shown personal data."""

from django.db import transaction

from accounts.models import Municipality, PersonalDataRead, User
from core import clock


@transaction.atomic
def log_personal_data_read(
    *, user: User, municipality: Municipality, kind: str, subject: str
) -> None:
    """Put on record that `user` was shown personal data of `subject`."""
    PersonalDataRead.objects.create(
        at=clock.now(), user=user, municipality=municipality, kind=kind, subject=subject
    )
