"""Mailing the venue what it was told on site, once for each entry that says so."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from core.post import Draft, compose, destroy_letters, write_letters
from inspections.models import Visit
from inspections.rules.contract import Entry


def write_summary_letters(entries: Iterable[Entry]) -> None:
    """Write a letter for each entry with an address, in the log's own transaction."""
    asked = [one for one in entries if "mail_to" in one.payload]
    if not asked:
        return
    visits = Visit.objects.select_related("venue").in_bulk(
        {UUID(one.header["visit"]) for one in asked}
    )
    write_letters(_letter(one, visits[UUID(one.header["visit"])]) for one in asked)


def destroy_summary_letters(entries: Iterable[UUID]) -> None:
    """Forget the letters of entries whose contents are destroyed."""
    destroy_letters(_key(one) for one in entries)


def _key(entry: object) -> str:
    return f"summary:{entry}"


def _letter(entry: Entry, visit: Visit) -> Draft:
    with translation.override(str(entry.payload["language"])):
        return compose(
            key=_key(entry.header["id"]),
            to=str(entry.payload["mail_to"]),
            subject=_("Inspection of %(venue)s, %(night)s")
            % {"venue": visit.venue.name, "night": visit.night},
            paragraphs=[
                *str(entry.payload["text"]).split("\n"),
                _(
                    "This is what was said on site. The protocol, which comes later, is "
                    "what counts."
                ),
            ],
        )
