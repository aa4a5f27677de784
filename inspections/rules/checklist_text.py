"""What a checklist must say before it may be published: one table of demands.

A version is frozen when it is published, so a slip would stay: every item needs its
words in both languages, its legal basis, its severity, a follow-up and an owner.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import AgencyKind
from inspections.models import Severity

FOLLOW_UPS = ("F1", "F2", "F3", "F4", "F5")
_TEXTS = {"text_sv": 300, "text_en": 300, "lagrum": 200}


def faults_of(items: Sequence[Mapping[str, Any]]) -> list[tuple[str, str | Promise]]:
    """What is missing or wrong, as (item code, sentence); none: it may be published."""
    faults: list[tuple[str, str | Promise]] = []
    if not items:
        faults.append(("", _("A checklist needs at least one item.")))
    codes = [str(item.get("code", "")) for item in items]
    faults += [
        (code, _("Another item has this code."))
        for code in sorted(set(codes))
        if codes.count(code) > 1
    ]
    for item in items:
        faults += [(str(item.get("code", "")), said) for said in _wrong_in(item)]
    return faults


def _wrong_in(item: Mapping[str, Any]) -> list[str | Promise]:
    wrong: list[str | Promise] = []
    for name, longest in _TEXTS.items():
        text = item.get(name)
        if not isinstance(text, str) or not text.strip():
            wrong.append(_("A text is missing: both languages and the legal basis."))
        elif len(text) > longest:
            wrong.append(_("A text is too long."))
    if item.get("severity") not in set(Severity):
        wrong.append(_("The severity is not one we know."))
    follow_ups = item.get("follow_ups") or []
    if not follow_ups or not set(follow_ups) <= set(FOLLOW_UPS):
        wrong.append(_("Choose at least one follow-up, F1 to F5."))
    if item.get("owner") not in set(AgencyKind):
        wrong.append(_("The owner is not an agency we know."))
    start, end = item.get("valid_from"), item.get("valid_to")
    if start and end and date.fromisoformat(end) < date.fromisoformat(start):
        wrong.append(_("It ends before it begins."))
    return list(dict.fromkeys(wrong))


def differences(
    old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str, Any, Any]]:
    """What changed between two lists of items, as (code, member, before, after); an item
    that only one of them has comes with the member `item`.
    """
    before = {item["code"]: item for item in old}
    after = {item["code"]: item for item in new}
    found: list[tuple[str, str, Any, Any]] = []
    for code in [*before, *(code for code in after if code not in before)]:
        if code not in after:
            found.append((code, "item", before[code]["text_sv"], None))
        elif code not in before:
            found.append((code, "item", None, after[code]["text_sv"]))
        else:
            members = dict.fromkeys([*before[code], *after[code]])
            found += [
                (code, name, before[code].get(name), after[code].get(name))
                for name in members
                if before[code].get(name) != after[code].get(name)
            ]
    return found
