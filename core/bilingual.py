"""Texts that are kept in Swedish and in English, read in the language that is active."""

from django.utils.translation import get_language


def tongue() -> str:
    """The language in which such a text is read: `en` in English, else `sv`."""
    return "en" if get_language() == "en" else "sv"


class Named:
    """A row with `name_sv` and `name_en`."""

    name_sv: object
    name_en: object

    @property
    def name(self) -> str:
        """The name in the language that is active."""
        return str(getattr(self, f"name_{tongue()}"))
