"""What keeps Lykta from starting, said to the person at the terminal."""


class CannotStart(Exception):
    """Carries the sentence that says what is wrong and what to do about it."""
