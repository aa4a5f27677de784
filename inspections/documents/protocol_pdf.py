"""The protocol as a formal document: one agency's sealed section, on paper.

Printed from the record and the replies to it: the same ones give the same bytes. The
hash of the seal stands on every page, and its QR code leads to a page that tells whether
it is known.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable

from core.pdf.sheet import Furniture, heading, print_sheet, table
from inspections.documents.moments import when
from inspections.documents.protocol_closing import (
    amendments,
    proof,
    said_of_the_record,
    signatures,
    what_happens_next,
)
from inspections.documents.protocol_observed import (
    Replies,
    findings,
    head_counts,
    notes,
    observations,
    photos,
    replied,
)
from inspections.documents.words import word, words
from inspections.models import Release, Reply, Section
from inspections.queries.protocol import Protocol, protocol_of

Heading = Mapping[str, Any]


def protocol_pdf(
    section: Section, *, language: str = "sv", withhold_official_names: bool = False
) -> bytes:
    """The protocol of a sealed section as PDF, tagged, in Swedish or English, with what
    the venue has replied beside the findings.
    """
    with translation.override(language):
        content = protocol_of(section, withhold_official_names=withhold_official_names)
    rows = Reply.objects.filter(release__section=section)
    return _printed(content, _by_finding(rows), language)


def release_pdf(release: Release, *, language: str = "sv") -> bytes:
    """The copy that was given away, as it was then, with what the venue replied to it."""
    return _printed(
        json.loads(release.snapshot), _by_finding(release.replies.all()), language
    )


def _by_finding(rows: Iterable[Reply]) -> dict[str, list[Reply]]:
    found: dict[str, list[Reply]] = {}
    for one in rows:
        found.setdefault(str(one.finding or ""), []).append(one)
    return found


def _printed(content: Protocol, replies: Replies, language: str) -> bytes:
    with translation.override(language):
        head: Heading = content["heading"]
        title = _("Supervision protocol – %(venue)s") % {"venue": head["venue"]["name"]}
        furniture = Furniture(
            left=f"{head['agency']['name']}, {head['municipality']['name']}",
            right=_("Seal %(seal)s…") % {"seal": content["seal"][:16]},
            page_of=lambda page, pages: (
                _("Page %(page)s of %(pages)s") % {"page": page, "pages": pages}
            ),
        )
        return print_sheet(
            lambda: list(_story(content, head, replies)),
            furniture,
            title=title,
            language=language,
        )


def _story(content: Protocol, head: Heading, replies: Replies) -> Iterator[Flowable]:
    yield heading(_("Supervision protocol"), 1)
    yield table(list(_facts(content, head)), (0.3, 0.7), has_header=False)
    yield from findings(content["findings"], replies)
    yield from replied(replies)
    yield from observations(content["observations"])
    yield from head_counts(content["counts"], head)
    yield from notes(content["notes"])
    yield from photos(content["photos"], head)
    yield from signatures(content["signatures"])
    yield from said_of_the_record(content)
    yield from amendments(content["amendments"])
    yield from what_happens_next(head)
    yield from proof(content)


def _facts(content: Protocol, head: Heading) -> Iterator[tuple[str, str]]:
    venue, holder, licence = head["venue"], head["holder"], head["licence"]
    yield _("Venue"), f"{venue['name']}\n{venue['address']}"
    yield _("Restaurant number"), venue["restaurangnummer"] or _("none")
    yield (
        _("Licence holder"),
        "\n".join(
            filter(None, (holder.get("name") or _("not known"), holder.get("number")))
        ),
    )
    if licence:
        yield _("Serving hours"), licence["hours"] or _("not stated")
        yield _("Drinks"), words(licence["drinks"]) or _("not stated")
        if licence["conditions"]:
            yield _("Conditions"), licence["conditions"]
        if "max_persons" in licence:
            yield _("Permitted number of persons"), str(licence["max_persons"])
    if head["diary_number"]:
        yield _("Diary number"), head["diary_number"]
    yield _("Kind of supervision"), word(head["kind"])
    yield _("Begun"), when(content["started_at"])
    yield _("Agencies that took part"), "\n".join(sorted(head["agencies"].values()))
    yield (
        _("Officers"),
        "\n".join(sorted({officer["name"] for officer in head["officers"].values()})),
    )
    yield (
        _("Serving manager on site"),
        ", ".join(content["managers"]) or _("none noted"),
    )
    for moment in content["times"]:
        if moment["kind"] in {"arrived", "left"}:
            yield (
                word(moment["kind"]).capitalize(),
                f"{when(moment['at'])}, {moment['by']}",
            )
