"""The protocol as a formal document: one agency's sealed section, on paper.

Printed from the record alone: the same record gives the same bytes. The hash of the seal
stands on every page, and its QR code leads to a page that tells whether it is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from core.nights import local
from core.pdf.sheet import (
    REMARK,
    SMALL,
    Furniture,
    heading,
    paragraph,
    print_sheet,
    table,
)
from core.pdf.tags import TaggedFigure
from inspections.documents.photo import PrintedPhoto
from inspections.documents.qr_code import QrCode
from inspections.documents.signature import Strokes
from inspections.documents.words import word, words
from inspections.models import Section
from inspections.queries.protocol import Protocol, protocol_of
from inspections.services.photos import is_whole, photo_path

Heading = Mapping[str, Any]


def protocol_pdf(
    section: Section, *, language: str = "sv", withhold_official_names: bool = False
) -> bytes:
    """The protocol of a sealed section as PDF, tagged, in Swedish or English."""
    with translation.override(language):
        content = protocol_of(section, withhold_official_names=withhold_official_names)
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
            lambda: list(_story(content, head)),
            furniture,
            title=title,
            language=language,
        )


def _story(content: Protocol, head: Heading) -> Iterator[Flowable]:
    yield heading(_("Supervision protocol"), 1)
    yield table(list(_facts(content, head)), (0.3, 0.7), has_header=False)
    yield from _findings(content["findings"])
    yield from _observations(content["observations"])
    yield from _counts(content["counts"], head)
    yield from _notes(content["notes"])
    yield from _photos(content["photos"], head)
    yield from _signatures(content["signatures"])
    yield from _said_of_the_record(content)
    yield from _amendments(content["amendments"])
    yield from _what_happens_next(head)
    yield from _proof(content)


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
    yield _("Begun"), _when(content["started_at"])
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
                f"{_when(moment['at'])}, {moment['by']}",
            )


def _findings(findings: Sequence[Mapping[str, Any]]) -> Iterator[Flowable]:
    yield heading(_("What was found"))
    if not findings:
        yield paragraph(_("No deficiency was found in what was checked."))
        return
    yield paragraph(_("A remark in this protocol is not a sanction."), REMARK)
    english = translation.get_language() == "en"
    rows: list[Sequence[object]] = [
        (_("Item"), _("Finding"), _("Legal basis"), _("Follow-up"))
    ]
    for one in findings:
        told = [
            one["text_en" if english else "text_sv"],
            one["text"],
            f"{_when(one['at'])}, {one['by']}",
            *([_("Put right on site.")] if one["corrected_on_site"] else []),
        ]
        rows.append(
            (
                f"{one['item']}\n{word(one['severity'])}",
                "\n".join(told),
                one["lagrum"],
                f"{one['follow_up']}: {word(one['follow_up'])}",
            )
        )
    yield table(rows, (0.13, 0.45, 0.2, 0.22))


def _observations(observations: Sequence[Mapping[str, Any]]) -> Iterator[Flowable]:
    if not observations:
        return
    yield heading(_("Observations of serving over time"))
    rows: list[Sequence[object]] = [
        (_("Time"), _("Level and signs"), _("What staff did"), _("Drink and place"))
    ]
    for one in observations:
        place = words(part for part in (one.get("drink"), one.get("where")) if part)
        comment = f"\n{one['comment']}" if one.get("comment") else ""
        rows.append(
            (
                _when(one["at"]),
                f"{word(one['level'])}: {words(one['signs'])}{comment}".strip(": "),
                words(one["staff_did"]),
                place,
            )
        )
    yield table(rows, (0.22, 0.36, 0.22, 0.2))


def _counts(counts: Sequence[Mapping[str, Any]], head: Heading) -> Iterator[Flowable]:
    if not counts:
        return
    yield heading(_("Head counts"))
    permitted = head["licence"].get("max_persons") if head["licence"] else None
    rows: list[Sequence[object]] = [(_("Time"), _("Counted"), _("Permitted number"))]
    for one in counts:
        said = ", ".join(
            f"{word(what)}: {one[what]}"
            for what in ("guests", "staff", "guards", "queue")
            if what in one
        )
        beside = _("not stated") if permitted is None else str(permitted)
        if permitted is not None and one.get("guests", 0) > permitted:
            beside = _("%(count)s – exceeded") % {"count": permitted}
        rows.append((_when(one["at"]), said, beside))
    yield table(rows, (0.3, 0.45, 0.25))


def _notes(notes: Sequence[Mapping[str, Any]]) -> Iterator[Flowable]:
    if not notes:
        return
    yield heading(_("Notes"))
    for one in notes:
        about = f" ({one['on']})" if one["on"] else ""
        yield paragraph(f"{_when(one['at'])}, {one['by']}{about}\n{one['text']}")


def _photos(photos: Sequence[Mapping[str, Any]], head: Heading) -> Iterator[Flowable]:
    if not photos:
        return
    municipality = head["municipality"]["code"]
    title: list[Flowable] = [heading(_("Photos"))]
    for number, one in enumerate(photos, start=1):
        caption = one.get("caption") or _("no caption")
        line = _("Photo %(number)s: %(caption)s. %(time)s. SHA-256 %(hash)s") % {
            "number": number,
            "caption": caption,
            "time": _when(one["at"]),
            "hash": one["sha256"],
        }
        path = photo_path(municipality, one["sha256"])
        if not one["is_held"]:
            shown = [paragraph(_("This photo has not arrived."), REMARK)]
        elif not is_whole(path, one["sha256"]):
            shown = [paragraph(_("This photo is damaged where it is kept."), REMARK)]
        else:
            shown = [TaggedFigure(PrintedPhoto(path), str(caption))]
        told = [*shown, paragraph(line, SMALL), Spacer(1, 4)]
        yield KeepTogether([*title, *told])
        title = []


def _signatures(signatures: Sequence[Mapping[str, Any]]) -> Iterator[Flowable]:
    yield heading(_("Signatures"))
    if not signatures:
        yield paragraph(_("No signature belongs to this kind of visit."))
    for one in signatures:
        name = one.get("name") or _("name not stated")
        who = f"{name}, {word(one['role'])}"
        if one["kind"] == "declined_to_sign":
            yield paragraph(
                _("%(who)s declined to sign: %(reason)s")
                % {"who": who, "reason": one["reason"]}
            )
            continue
        if one["kind"] == "withheld":
            yield paragraph(_("%(who)s signed.") % {"who": who})
            continue
        drawn = Strokes(one["strokes"], (one["width"], one["height"]), 60 * mm)
        yield KeepTogether(
            [
                TaggedFigure(drawn, _("Signature of %(who)s") % {"who": who}),
                paragraph(f"{who}, {_when(one['at'])}"),
            ]
        )


def _said_of_the_record(content: Protocol) -> Iterator[Flowable]:
    """What a reader must know to judge the record itself."""
    lines = [
        _("One officer took part: %(reason)s") % {"reason": reason}
        for reason in content["single_officer_reasons"]
    ]
    lines += [
        _("A device did not close the section: %(reason)s") % {"reason": one["reason"]}
        for one in content["waived"]
    ]
    lines += [
        _(
            "The clock of %(who)s’s device was off by %(seconds)s seconds. Times here "
            "are corrected."
        )
        % {"who": one["by"], "seconds": one["seconds"]}
        for one in content["clocks_off"]
    ]
    if content["late"]:
        lines.append(
            ngettext(
                "%(count)s entry came after the seal and is not part of it.",
                "%(count)s entries came after the seal and are not part of it.",
                content["late"],
            )
            % {"count": content["late"]}
        )
    if content["destroyed"]:
        lines.append(
            ngettext(
                "The content of %(count)s entry was destroyed by a decision.",
                "The contents of %(count)s entries were destroyed by a decision.",
                content["destroyed"],
            )
            % {"count": content["destroyed"]}
        )
    if lines:
        yield heading(_("On this record"))
        for line in lines:
            yield paragraph(line)


def _amendments(amendments: Sequence[Mapping[str, Any]]) -> Iterator[Flowable]:
    if not amendments:
        return
    yield heading(_("Additions after the seal"))
    for one in amendments:
        yield paragraph(f"{_when(one['at'])}, {one['by']}\n{one['text']}")


def _what_happens_next(head: Heading) -> Iterator[Flowable]:
    yield heading(_("You may reply"))
    yield paragraph(
        _(
            "You are welcome to say what you think of this protocol until %(reply)s. Write "
            "to %(agency)s, %(municipality)s. We have promised to send protocols by "
            "%(promised)s."
        )
        % {
            "reply": _day(head["reply_until"]),
            "agency": head["agency"]["name"],
            "municipality": head["municipality"]["name"],
            "promised": _day(head["promised_on"]),
        }
    )


def _proof(content: Protocol) -> Iterator[Flowable]:
    address = f"{settings.PUBLIC_URL}/verify/{content['seal']}"
    yield KeepTogether(
        [
            heading(_("Is this the record?")),
            TaggedFigure(
                QrCode(address), _("QR code: %(address)s") % {"address": address}
            ),
            paragraph(
                _("Sealed %(time)s by %(name)s.")
                % {"time": _when(content["sealed_at"]), "name": content["sealed_by"]}
            ),
            paragraph(f"SHA-256 {content['seal']}", SMALL),
            paragraph(address, SMALL),
        ]
    )


def _when(text: object) -> str:
    """A moment on the wall clock, with its offset in the night that has two 02:30."""
    moment = local(datetime.fromisoformat(str(text)))
    said = moment.strftime("%Y-%m-%d %H:%M")
    twin = moment.replace(fold=1 - moment.fold)
    if twin.utcoffset() != moment.utcoffset():
        return f"{said} ({moment.tzname()}, UTC{moment.isoformat()[-6:]})"
    return said


def _day(text: object) -> str:
    return formats.date_format(date.fromisoformat(str(text)), "DATE_FORMAT")
