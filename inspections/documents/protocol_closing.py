"""What closes the protocol: signatures, what a reader must know, how to reply, the proof."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether

from core.pdf.qr_code import QrCode
from core.pdf.sheet import SMALL, heading, paragraph
from core.pdf.tags import TaggedFigure
from inspections.documents.moments import day, when
from inspections.documents.signature import Strokes
from inspections.documents.words import word
from inspections.queries.protocol import Protocol

Rows = Sequence[Mapping[str, Any]]
Heading = Mapping[str, Any]


def signatures(found: Rows) -> Iterator[Flowable]:
    yield heading(_("Signatures"))
    if not found:
        yield paragraph(_("No signature belongs to this kind of visit."))
    for one in found:
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
                paragraph(f"{who}, {when(one['at'])}"),
            ]
        )


def said_of_the_record(content: Protocol) -> Iterator[Flowable]:
    """What a reader must know to judge the record itself."""
    lines = [
        _("One officer took part: %(reason)s") % {"reason": reason}
        for reason in content["single_officer_reasons"]
    ]
    lines += [
        _("The summary shown on site was to be mailed to %(address)s, %(time)s.")
        % {"address": one["mail_to"], "time": when(one["at"])}
        for one in content["informed"]
        if "mail_to" in one
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


def amendments(found: Rows) -> Iterator[Flowable]:
    if not found:
        return
    yield heading(_("Additions after the seal"))
    for one in found:
        yield paragraph(f"{when(one['at'])}, {one['by']}\n{one['text']}")


def what_happens_next(head: Heading) -> Iterator[Flowable]:
    yield heading(_("You may reply"))
    yield paragraph(
        _(
            "You are welcome to say what you think of this protocol until %(reply)s. Write "
            "to %(agency)s, %(municipality)s. We have promised to send protocols by "
            "%(promised)s."
        )
        % {
            "reply": day(head["reply_until"]),
            "agency": head["agency"]["name"],
            "municipality": head["municipality"]["name"],
            "promised": day(head["promised_on"]),
        }
    )


def proof(content: Protocol) -> Iterator[Flowable]:
    address = f"{settings.PUBLIC_URL}/verify/{content['seal']}"
    yield KeepTogether(
        [
            heading(_("Is this the record?")),
            TaggedFigure(
                QrCode(address), _("QR code: %(address)s") % {"address": address}
            ),
            paragraph(
                _("Sealed %(time)s by %(name)s.")
                % {"time": when(content["sealed_at"]), "name": content["sealed_by"]}
            ),
            paragraph(f"SHA-256 {content['seal']}", SMALL),
            paragraph(address, SMALL),
        ]
    )
