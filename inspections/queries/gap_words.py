"""A gap in words: what is missing, and what to do now."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inspections.rules.completeness import Gap, Missing

_WORDS: Mapping[Missing, Promise] = {
    Missing.NOTHING_RECORDED: _("Nothing is recorded in this section."),
    Missing.UNANSWERED: _(
        "These items have no answer yet: %(which)s. Answer them, if only “not checked”."
    ),
    Missing.CONFLICT: _(
        "Two answers stand against each other for %(which)s. Choose one and say why."
    ),
    Missing.DEVICE_OPEN: _(
        "Devices that have not closed the section: %(count)s. Close it there, or waive "
        "them with a reason."
    ),
    Missing.ENTRY_AWAITED: _(
        "Entries that a device named and that have not arrived: %(count)s. Let it send, "
        "or waive it with a reason."
    ),
    Missing.PHOTO_AWAITED: _(
        "Photos that have not arrived: %(count)s. Let the device send, or waive it with "
        "a reason."
    ),
    Missing.ENTRY_HELD: _(
        "Entries of this visit that are held in quarantine or wait: %(count)s. They must "
        "be settled first."
    ),
    Missing.SIGNATURE: _(
        "Nobody from the venue has signed, or declined to sign with a reason."
    ),
    Missing.SECOND_OFFICER: _(
        "Two officers are the norm, and one took part. Say why when closing."
    ),
}


def gap_sentence(gap: Gap) -> str:
    """The sentence for one gap, in the reader's language."""
    return str(_WORDS[gap.code]) % {
        "which": ", ".join(gap.particulars),
        "count": len(gap.particulars),
    }
