"""What a coordinator may admit although a demand was not met, and what never.

Custody keeps everything; the log takes only what can stand in it. A person may weigh a
demand that guards against misuse (a revoked device, a role that had ended, a clock that
cannot be right): the entry is signed by its device, so what it says and who said it hold
all the same. A demand without which the entry is no line of the log (a text nobody can
read, a number that is taken, an item that is not on the checklist) cannot be waived; its
cause may vanish, and then it is judged again. Source: architecture, section 3.
"""

MAY_BE_ADMITTED = frozenset(
    {
        "stream_revoked",
        "no_role",
        "time_impossible",
        "item_not_valid_that_day",
        "unknown_officer",
    }
)


def may_be_admitted(code: str) -> bool:
    """Whether a person may let an entry in that was held for this reason."""
    return code in MAY_BE_ADMITTED
