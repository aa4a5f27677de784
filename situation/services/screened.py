"""What is told on may not tell of a person."""

from django.utils.translation import gettext as _

from core.errors import Invalid
from situation.rules.screening import numbers_in


def check_names_nobody(*said: str) -> None:
    """Raise `Invalid` for what holds somebody's number, telephone, e-mail or car."""
    if any(map(numbers_in, said)):
        raise Invalid(
            _(
                "Here stands what looks like somebody's number, e-mail or car. Write of places "
                "and surroundings, never of people."
            )
        )
