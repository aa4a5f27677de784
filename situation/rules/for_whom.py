"""Whom does a point of a safety walk feel so to?

Women feel less safe than men, and groups differ (purple-flag-and-safety 4): a point that does
not say whose insecurity it is cannot tell afterwards whom its measure answered.
"""

from collections.abc import Collection, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.choices import label
from situation.models import Feels

WOMEN = "women"
ALL = "all"
FOR_WHOM: Mapping[str, str | Promise] = {
    ALL: _("everybody"),
    WOMEN: _("women"),
    "men": _("men"),
    "young": _("young people"),
    "old": _("older people"),
    "disabled": _("people with a disability"),
}


def for_whom_words(codes: Collection[str]) -> str:
    """The same in words, in the order of the list; empty when nobody is named."""
    return ", ".join(str(name) for code, name in FOR_WHOM.items() if code in codes)


def feeling(feels: str, codes: Collection[str]) -> str:
    """How a place feels, and to whom."""
    return ": ".join(filter(None, (label(Feels, feels), for_whom_words(codes))))
