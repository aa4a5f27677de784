"""Focus area by focus area: score, evidence, figures, and the gaps."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from reportlab.platypus import Flowable, KeepTogether, Spacer

from core.pdf.contents import Contents
from core.pdf.photo import PrintedPhoto
from core.pdf.sheet import OPENING, REMARK, SMALL, STRONG, paragraph
from core.pdf.sheet import table as grid
from core.pdf.tags import TaggedFigure
from core.received_file import PDF
from evidence.documents.figure_words import change_said, said, whole
from evidence.models import Edition
from evidence.rules.pack import File, Inputs, Piece
from evidence.rules.scheme import FocusArea, Named, Scheme


def focus_areas(
    inputs: Inputs, scheme: Scheme, previews: Path, contents: Contents
) -> Iterator[Flowable]:
    """The grid, and then every area with its attributes."""
    yield from contents.chapter(_("How full the picture is"))
    yield paragraph(
        _(
            "Approved evidence no older than %(months)s months on the day this was frozen, by"
            " focus area and time zone of the night."
        )
        % {"months": scheme.fresh_months}
    )
    if inputs["edition"] == Edition.PUBLIC:
        yield paragraph(_("Only what is marked as public is counted here."), REMARK)
    yield grid(list(_grid(inputs, scheme)), (0.32, *[0.68 / len(scheme.zones)] * len(scheme.zones)),
               numbers=range(1, len(scheme.zones) + 1))  # fmt: skip
    for area in scheme.areas:
        yield from contents.chapter(area.it.name)
        if area.it.about:
            yield paragraph(area.it.about, OPENING)
        for attribute in area.attributes:
            yield from _attribute(inputs, scheme, attribute, previews, contents)


def _grid(inputs: Inputs, scheme: Scheme) -> Iterator[tuple[object, ...]]:
    yield _("Focus area"), *(zone.name for zone in scheme.zones)
    for area in scheme.areas:
        yield (
            area.it.name,
            *(_filled(inputs, area, zone.code) or _("gap") for zone in scheme.zones),
        )


def _filled(inputs: Inputs, area: FocusArea, zone: str) -> int:
    codes = {one.code for one in area.attributes}
    return sum(
        piece["counts"]
        and any(
            place["attribute"] in codes and place["zone"] == zone
            for place in piece["places"]
        )
        for piece in inputs["pieces"]
    )


def _attribute(
    inputs: Inputs,
    scheme: Scheme,
    attribute: Named,
    previews: Path,
    contents: Contents,
) -> Iterator[Flowable]:
    yield contents.heading(f"{attribute.code} {attribute.name}", 3)
    if attribute.about:
        yield paragraph(attribute.about, OPENING)
    pieces = [
        one
        for one in inputs["pieces"]
        if any(place["attribute"] == attribute.code for place in one["places"])
    ]
    counting = [one for one in pieces if one["counts"]]
    yield from _scores(inputs, scheme, attribute.code)
    yield from _figures(inputs, attribute.code)
    for one in counting:
        yield from _piece(one, attribute.code, scheme, previews)
    for gap in _gaps(inputs, attribute.code, pieces):
        yield paragraph(gap, REMARK)


def _scores(inputs: Inputs, scheme: Scheme, attribute: str) -> Iterator[Flowable]:
    for one in inputs["scores"]:
        if one["attribute"] != attribute:
            continue
        step = scheme.scale.get(one["score"])
        words = _("Score (%(who)s, %(day)s): %(score)s of %(most)s, %(words)s.") % {
            "who": one["by_name"],
            "day": one["scored_on"],
            "score": one["score"],
            "most": max(scheme.scale),
            "words": step.name if step else "–",
        }
        yield paragraph(" ".join(filter(None, (words, one["reason"]))))


def _figures(inputs: Inputs, attribute: str) -> Iterator[Flowable]:
    told = [one for one in inputs["figures"] if attribute in one["attributes"]]
    if not told:
        return
    rows: list[tuple[object, ...]] = [
        (
            _("Figure"),
            _("Value"),
            _("Interval (95 per cent)"),
            _("Since the period before"),
        )
    ]
    for one in told:
        value, interval, _counts = said(one["shown"], whole(one)["numbers"])
        rows.append((f"{one['code']} {one['name']}", value, interval, change_said(one)))
    yield grid(rows, (0.46, 0.14, 0.18, 0.22), numbers={1, 2})
    yield Spacer(0, 4)


def _piece(
    one: Piece, attribute: str, scheme: Scheme, previews: Path
) -> Iterator[Flowable]:
    zones = {zone.code: zone.name for zone in scheme.zones}
    where = ", ".join(
        zones.get(place["zone"], _("all night"))
        for place in one["places"]
        if place["attribute"] == attribute
    )
    told = " · ".join(filter(None, (one["kind"], one["dated_on"], where, one["link"])))
    who = (
        _("Written by %(author)s, approved by %(approver)s.")
        % {"author": one["author"], "approver": one["approved_by"]}
        if one["author"]
        else ""
    )
    head = [paragraph(one["title"], STRONG), paragraph(told, SMALL)]
    yield KeepTogether([*head, *([paragraph(one["text"])] if one["text"] else [])])
    is_first = one["places"][0]["attribute"] == attribute
    for file in one["files"] if is_first else ():
        yield from _file(file, one["title"], previews)
    if who:
        yield paragraph(who, SMALL)


def _file(file: File, title: str, previews: Path) -> Iterator[Flowable]:
    line = paragraph(
        _("Attached: %(name)s (%(path)s)")
        % {"name": file["name"], "path": file["path"]},
        SMALL,
    )
    if file["media_type"] == PDF:
        yield line
        return
    try:
        photo = PrintedPhoto(previews / Path(file["path"]).name, is_ready=True)
    except OSError:
        yield paragraph(_("This photo cannot be shown."), REMARK)
        yield line
        return
    yield KeepTogether([TaggedFigure(photo, title), line])


def _gaps(inputs: Inputs, attribute: str, pieces: Sequence[Piece]) -> Iterator[str]:
    """What is missing, said as plainly as what is there."""
    is_public = inputs["edition"] == Edition.PUBLIC
    if not any(one["counts"] for one in pieces):
        yield (
            _("Nothing here is marked as public.")
            if is_public
            else _("Gap: no approved evidence that is fresh enough.")
        )
    elif all(
        place["zone"] == ""
        for one in pieces
        if one["counts"]
        for place in one["places"]
        if place["attribute"] == attribute
    ):
        yield _("Gap: nothing here is tied to a time zone of the night.")
    stale = sum(one["state"] == "approved" and not one["counts"] for one in pieces)
    if stale:
        yield ngettext(
            "%(count)s piece was approved before and is too old to count.",
            "%(count)s pieces were approved before and are too old to count.",
            stale,
        ) % {"count": stale}
    scored = {one["by"] for one in inputs["scores"] if one["attribute"] == attribute}
    if "self" not in scored:
        yield _("Gap: not scored by ourselves yet.")
    coming = sum(one["state"] != "approved" for one in pieces)
    if coming and inputs["edition"] == Edition.ASSESSOR:
        yield _("On its way: %(count)s, see the action plan.") % {"count": coming}
