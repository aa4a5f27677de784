"""Codes that were kept, in the words of their list."""

from django.db.models import TextChoices


def label(choices: type[TextChoices], code: str) -> str:
    """A code in the reader's language; as it stands when the list does not have it."""
    return str(choices(code).label) if code in choices.values else code
