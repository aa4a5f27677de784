"""What proof of a remedy is accepted?

By the follow-up code of the finding (domain note 2.5): our proposals, in words that a
venue is shown. Whoever judges is not bound by them.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_DEFAULT = _(
    "A photo or a document that shows that it is put right, and a few words about what "
    "was done."
)
_WANTED: Mapping[str, Promise] = {
    "F1": _(
        "Nothing has to be sent: it is looked at on the next visit. A photo or a few "
        "words may settle it sooner."
    ),
    "F3": _(
        "A photo or a document that shows that it is put right, and what you do so that "
        "it does not happen again. We come back and look."
    ),
    "F4": _(
        "A written account of what happened and what you have changed, with what shows "
        "it. A supervision case may be opened all the same."
    ),
    "F5": _(
        "Nothing from you now: another authority is in charge and will be in touch."
    ),
}


def proof_wanted(follow_up: str) -> Promise:
    """What to send for a finding with that follow-up code."""
    return _WANTED.get(follow_up, _DEFAULT)
