"""What may a stranger see of a name? The first one, and the letter of the last."""


def shown_name(name: str) -> str:
    """“Anna-Karin Påhittad” becomes “Anna-Karin P.” here."""
    words = name.split()
    if len(words) < 2:  # noqa: PLR2004 - a single name
        return words[0] if words else ""
    return f"{words[0]} {words[-1][0]}."
