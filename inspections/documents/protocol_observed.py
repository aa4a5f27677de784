"""What was found, seen, counted, noted and photographed: the protocol's main part."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, KeepTogether, Spacer

from core.bilingual import tongue
from core.chart import BarChart
from core.pdf.bars import Bars
from core.pdf.photo import PrintedPhoto
from core.pdf.sheet import REMARK, SMALL, heading, paragraph, table
from core.pdf.tags import TaggedFigure
from inspections.documents.head_count_chart import head_count_chart
from inspections.documents.moments import when
from inspections.documents.words import counts_said, word, words
from inspections.models import Reply
from inspections.services.photos import is_whole, photo_path

Rows = Sequence[Mapping[str, Any]]
Heading = Mapping[str, Any]
Replies = Mapping[str, Sequence[Reply]]
"""By the id of the finding; under “” those to the whole."""


def findings(found: Rows, replies: Replies) -> Iterator[Flowable]:
    yield heading(_("What was found"))
    if not found:
        yield paragraph(_("No deficiency was found in what was checked."))
        return
    yield paragraph(_("A remark in this protocol is not a sanction."), REMARK)
    rows: list[Sequence[object]] = [
        (_("Item"), _("Finding"), _("Legal basis"), _("Follow-up"))
    ]
    for one in found:
        told = [
            one[f"text_{tongue()}"],
            one["text"],
            f"{when(one['at'])}, {one['by']}",
            *([_("Put right on site.")] if one["corrected_on_site"] else []),
            *reply_lines(replies.get(str(one["id"]), ())),
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


def replied(replies: Replies) -> Iterator[Flowable]:
    """What the venue replied to the protocol as a whole."""
    lines = list(reply_lines(replies.get("", ())))
    if lines:
        yield heading(_("What the venue replied"))
        yield from (paragraph(one) for one in lines)


def reply_lines(rows: Sequence[Reply]) -> Iterator[str]:
    """Each reply with its time, and the answer below it."""
    for one in rows:
        said = (
            _("The venue replied %(time)s, after the day that was set: %(text)s")
            if one.is_late
            else _("The venue replied %(time)s: %(text)s")
        )
        yield said % {"time": when(one.sent_at.isoformat()), "text": one.text}
        if one.answered_at is not None:
            yield _("Answered %(time)s: %(text)s") % {
                "time": when(one.answered_at.isoformat()), "text": one.answer,
            }  # fmt: skip


def observations(found: Rows) -> Iterator[Flowable]:
    if not found:
        return
    yield heading(_("Observations of serving over time"))
    rows: list[Sequence[object]] = [
        (_("Time"), _("Level and signs"), _("What staff did"), _("Drink and place"))
    ]
    for one in found:
        place = words(part for part in (one.get("drink"), one.get("where")) if part)
        comment = f"\n{one['comment']}" if one.get("comment") else ""
        rows.append(
            (
                when(one["at"]),
                f"{word(one['level'])}: {words(one['signs'])}{comment}".strip(": "),
                words(one["staff_did"]),
                place,
            )
        )
    yield table(rows, (0.22, 0.36, 0.22, 0.2))


def head_counts(counts: Rows, head: Heading) -> Iterator[Flowable]:
    if not counts:
        return
    yield heading(_("Head counts"))
    permitted = head["licence"].get("max_persons") if head["licence"] else None
    guests = [
        (when(one["at"])[11:], one["guests"]) for one in counts if "guests" in one
    ]
    chart = head_count_chart(guests, permitted)
    if chart is not None:
        yield _drawn(chart, guests)
        if permitted is not None:
            yield paragraph(
                _("Guests. The broken line is the permitted number, %(count)s.")
                % {"count": permitted},
                SMALL,
            )
    rows: list[Sequence[object]] = [(_("Time"), _("Counted"), _("Permitted number"))]
    for one in counts:
        said = ", ".join(counts_said(one))
        beside = _("not stated") if permitted is None else str(permitted)
        if "guests" not in one:
            beside = "–"
        if permitted is not None and one.get("guests", 0) > permitted:
            beside = _("%(count)s – exceeded") % {"count": permitted}
        rows.append((when(one["at"]), said, beside))
    yield table(rows, (0.3, 0.45, 0.25))


def _drawn(chart: BarChart, guests: Sequence[tuple[str, int]]) -> Flowable:
    told = ", ".join(f"{time}: {count}" for time, count in guests)
    return TaggedFigure(
        Bars(chart),
        _("Guests counted, also in the table below: %(told)s") % {"told": told},
    )


def notes(found: Rows) -> Iterator[Flowable]:
    if not found:
        return
    yield heading(_("Notes"))
    for one in found:
        about = f" ({one['on']})" if one["on"] else ""
        yield paragraph(f"{when(one['at'])}, {one['by']}{about}\n{one['text']}")


def photos(found: Rows, head: Heading) -> Iterator[Flowable]:
    if not found:
        return
    municipality = head["municipality"]["code"]
    title: list[Flowable] = [heading(_("Photos"))]
    for number, one in enumerate(found, start=1):
        caption = one.get("caption") or _("no caption")
        line = _("Photo %(number)s: %(caption)s. %(time)s. SHA-256 %(hash)s") % {
            "number": number,
            "caption": caption,
            "time": when(one["at"]),
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
