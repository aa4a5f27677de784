"""Why an entry is held, in words: what was wrong, and what to do now."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_KEPT = _("It is kept, and a coordinator will look at it.")

_WORDS: Mapping[str, Promise] = {
    "visit_not_here": _(
        "The visit that it belongs to has not arrived. It enters when the device that "
        "began the visit has sent."
    ),
    "not_an_entry": _("This is not an entry with header, payload and salt."),
    "not_json": _("The text cannot be read as JSON."),
    "not_unicode": _("The text holds half a character."),
    "not_an_object": _("The text is not a JSON object."),
    "not_canonical": _("The text is not in canonical form."),
    "null_byte": _("The text holds a null byte."),
    "fraction": _("The text holds a number that is not whole."),
    "too_large": _("The text is larger than an entry may be."),
    "contract": _("The entry lacks something or holds what it may not."),
    "salt": _("The salt is not 16 bytes in lower-case hexadecimal."),
    "payload_hash": _("The payload is not the one that the header names."),
    "not_a_time": _("The time of the device is not a time."),
    "unknown_stream": _(
        "This device is not enrolled for this officer. Enrol it first."
    ),
    "signature": _("The signature does not fit the device's key."),
    "stream_mismatch": _("The entry names another stream than the parcel it came in."),
    "author_mismatch": _("The entry names another author than the officer enrolled."),
    "stream_revoked": _("The device was revoked before this arrived."),
    "no_role": _("The officer held no inspecting role for this agency."),
    "server_kind": _("Entries of this kind are written at the desk only."),
    "other_agencys_section": _("The section belongs to another agency."),
    "wrong_section": _("Entries of this kind belong in another section."),
    "other_municipality": _("The visit belongs to another municipality."),
    "already_started": _("The visit was begun already, by another entry."),
    "unknown_venue": _("The venue is not in the municipality's register."),
    "unknown_checklist": _("No such checklist was published."),
    "checklist_not_valid_that_day": _("The checklist was not valid that day."),
    "unknown_occasion": _("The joint occasion is not known here."),
    "unknown_item": _("The checklist of the visit has no such item."),
    "item_of_other_agency": _("The item is answered by another agency."),
    "item_not_valid_that_day": _("The item was not valid on the day it was answered."),
    "unknown_officer": _("The officer holds no role in that agency."),
    "time_impossible": _("The time lies in the future, or before there was a device."),
    "unknown_agency": _("There is no such agency in the municipality."),
    "unknown_other_visit": _("The other visit is not known at this venue."),
    "same_as_itself": _("The visit is said to be the same as itself."),
    "id_taken": _("Another entry has this id."),
    "number_taken": _("Another entry of this stream has this number."),
}
CODES = frozenset(_WORDS)


def held_sentence(code: str) -> str:
    """The sentences for a code, in the reader's language; empty when nothing is held."""
    if not code:
        return ""
    if code == "visit_not_here":
        return str(_WORDS[code])
    return f"{_WORDS[code]} {_KEPT}"
