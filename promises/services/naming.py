"""What is written of promises tells of places and surroundings, never of people."""

from django.utils.translation import gettext as _

from core.errors import Invalid
from core.personal_number import looks_personal


def check_names_nobody(*said: str) -> None:
    """Raise `Invalid` when a text holds what looks like somebody's number."""
    if any(map(looks_personal, said)):
        raise Invalid(_("Write of places and surroundings, never of people."))
