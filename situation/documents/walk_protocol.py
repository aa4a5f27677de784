"""The protocol of a safety walk on paper: made of what was frozen, and of nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from core.choices import label
from core.pdf.photo import PrintedPhoto
from core.pdf.sheet import SMALL, Furniture, heading, paragraph, print_sheet, table
from core.pdf.tags import TaggedFigure
from situation.models import (
    AgeBand,
    ChosenBecause,
    Cost,
    Light,
    MeasureState,
    ParticipantGender,
    ParticipantRole,
    WalksFor,
)
from situation.rules.category import walk_category_name
from situation.rules.for_whom import feeling
from situation.rules.rewalk import Became
from situation.rules.walk_protocol import (
    CountTold,
    MeasureTold,
    PointTold,
    ProtocolTold,
)


def walk_protocol_pdf(
    told: ProtocolTold,
    photos: Mapping[str, Path],
    *,
    fingerprint: str,
    language: str,
) -> bytes:
    """The document in the language that is active, `language`. `photos`: shrunk ones by
    their keys; one that is missing is left out.
    """
    furniture = Furniture(
        left=f"{told['town']}, {told['title']}",
        right=told["night"],
        page_of=lambda page, pages: (
            _("Page %(page)s of %(pages)s") % {"page": page, "pages": pages}
        ),
    )
    return print_sheet(
        lambda: list(_story(told, photos, fingerprint)), furniture,
        title=f"{told['title']} – {told['town']}", language=language,
    )  # fmt: skip


def _story(
    told: ProtocolTold, photos: Mapping[str, Path], fingerprint: str
) -> Iterator[Flowable]:
    yield heading(told["title"], 1)
    yield paragraph(_("Protocol of a safety walk"))
    yield table(list(_facts(told)), (0.34, 0.66), has_header=False)
    yield heading(_("Who walked along"))
    if told["participants"]:
        yield table(list(_participants(told)), (0.34, 0.66), has_header=False)
    else:
        yield paragraph(_("It was not counted."))
    yield heading(_("What was seen"))
    if not told["points"]:
        yield paragraph(_("Nothing was noted."))
    for point in told["points"]:
        yield from _point(point, photos)
    if told["not_seen_again"]:
        yield paragraph(
            _("Places of the walk before that were not looked at again: %(count)s.")
            % {"count": told["not_seen_again"]}
        )
    yield heading(_("What is to be done"))
    if told["measures"]:
        yield _measures(told["measures"])
    else:
        yield paragraph(_("Nothing is proposed yet."))
    yield paragraph(
        _("Fingerprint of what this is made of (SHA-256): %(fingerprint)s")
        % {"fingerprint": fingerprint}, SMALL,
    )  # fmt: skip


def _facts(told: ProtocolTold) -> Iterator[tuple[str, str]]:
    yield _("Where it gathered"), told["meeting_place"]
    yield (
        _("Walked"),
        f"{_clock(told['began_at'])}–{_clock(told['ended_at'])}, {told['night']}",
    )
    yield _("Held by"), told["agency"]
    why = label(ChosenBecause, told["chosen_because"])
    yield _("Why just there"), ". ".join(filter(None, (why, told["chosen_how"])))
    yield _("For whom"), label(WalksFor, told["walks_for"])
    if told["again"]:
        yield _("Walks again"), told["again"]
    weather = ", ".join(filter(None, (label(Light, told["light"]), told["weather"])))
    if weather:
        yield _("Light and weather"), weather
    if told["route"]:
        yield _("Route"), " – ".join(one["name"] for one in told["route"])


def _participants(told: ProtocolTold) -> Iterator[tuple[str, str]]:
    yield _("All together"), str(told["participants"])
    yield _("Gender"), _counts(told["genders"], ParticipantGender)
    yield _("Age"), _counts(told["ages"], AgeBand)
    yield _("As what"), _counts(told["roles"], ParticipantRole)


def _counts(rows: Sequence[CountTold], choices: type[TextChoices]) -> str:
    return ", ".join(f"{label(choices, one['code'])} {one['count']}" for one in rows)


def _point(one: PointTold, photos: Mapping[str, Path]) -> Iterator[Flowable]:
    yield paragraph(
        " · ".join(
            filter(
                None,
                (
                    f"{one['number']}. {_clock(one['at'])}", one["where"],
                    feeling(one["feels"], one["for_whom"]),
                    walk_category_name(one["category"]),
                    label(Became, one["became"]),
                ),
            )
        ),
        tag="P",
    )  # fmt: skip
    if one["text"]:
        yield paragraph(one["text"])
    for key in one["photos"]:
        if key in photos:
            said = _("Photo of point %(number)s") % {"number": one["number"]}
            yield Spacer(0, 2 * mm)
            yield TaggedFigure(PrintedPhoto(photos[key], is_ready=True), said)
            yield paragraph(said, SMALL)


def _measures(rows: Sequence[MeasureTold]) -> Flowable:
    head = (
        _("What is to be done"), _("Who carries it out"), pgettext("of a walk", "Points"),
        _("Where it stands"),
    )  # fmt: skip
    return table(
        [
            head,
            *(
                (
                    _in_lines(one["action"], label(Cost, one["cost"])), one["owner"],
                    ", ".join(map(str, one["points"])),
                    _in_lines(
                        label(MeasureState, one["state"]),
                        one["due_on"]
                        and _("due on %(day)s") % {"day": one["due_on"]},
                        one["words"],
                    ),
                )
                for one in rows
            ),
        ],
        (0.38, 0.22, 0.1, 0.3),
    )  # fmt: skip


def _in_lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _clock(at: str) -> str:
    return at[11:16] or "–"
