"""The protocol of a safety walk and the answer to it; and the page of those who walked."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.choices import label
from core.errors import NotFound
from situation.documents.printed_protocol import printed_protocol
from situation.models import Measure, SafetyWalk, WalkProtocol
from situation.queries.safety_walks import points_of
from situation.rules.category import walk_category_name
from situation.rules.for_whom import feeling
from situation.rules.rewalk import Became
from situation.services.walk_letters import (
    answer_participants,
    send_protocol,
    walk_at,
)
from web.asking import person
from web.deeds import taken
from web.files import pdf
from web.parts.mark import Mark
from web.public.language import in_the_language_asked_for
from web.unkept import unkept
from web.walks.marks import measure_mark
from web.walks.safety import photos_to_choose, safety_kept, safety_page, safety_seen
from web.walks.safety_forms import AnswerForm, SendProtocolForm


@require_POST
def protocol_send(request: HttpRequest, walk: UUID) -> HttpResponse:
    """Freeze what was seen and proposed, and send it to the list."""
    row = safety_kept(request, walk)
    form = SendProtocolForm(
        request.POST, photos=photos_to_choose(row), points=points_of(row),
        auto_id="protocol-%s",
    )  # fmt: skip
    return taken(
        request, form,
        lambda **said: send_protocol(user=person(request), walk=walk, **said),
        lambda wrong: safety_page(request, row, protocol_form=wrong),
        then=reverse("walk_detail", args=[walk]), said=_("The protocol is sent."),
    )  # fmt: skip


@require_POST
def protocol_answer(request: HttpRequest, walk: UUID) -> HttpResponse:
    """Tell those who walked along what came of it."""
    row = safety_kept(request, walk)
    return taken(
        request, AnswerForm(request.POST, auto_id="answer-%s"),
        lambda **said: answer_participants(user=person(request), walk=walk, **said),
        lambda wrong: safety_page(request, row, answer_form=wrong),
        then=reverse("walk_detail", args=[walk]), said=_("The answer is sent."),
    )  # fmt: skip


@require_GET
def protocol_pdf(request: HttpRequest, walk: UUID, revision: int) -> HttpResponse:
    """A protocol that was sent, on paper."""
    return _printed(safety_seen(request, walk), revision)


def _printed(row: SafetyWalk, revision: int) -> HttpResponse:
    found: WalkProtocol | None = row.protocols.filter(revision=revision).first()
    if found is None:
        raise NotFound(_("There is no such protocol."))
    language = get_language() or settings.LANGUAGE_CODE
    return pdf(printed_protocol(found, language), f"{row.walk.night}-{revision}")


@unkept
@require_GET
@in_the_language_asked_for
def walk_told(request: HttpRequest, address: str) -> HttpResponse:
    """What those on the list see: before the walk where it gathers, after it the last
    protocol without what was struck out since, what becomes of each measure that stood in
    one, and the answers.
    """
    row = walk_at(address)
    protocol = row.protocols.last()
    return render(
        request,
        "walks/told.html",
        {
            "row": row,
            "walk": row.walk,
            "address": address,
            "protocol": protocol,
            "points": [] if protocol is None else _points(row, protocol),
            "measures": [] if protocol is None else _measures(row, protocol),
            "answers": row.answers.all(),
        },
    )


def _points(row: SafetyWalk, protocol: WalkProtocol) -> list[tuple[Any, str, str, str]]:
    struck = row.walk.points.exclude(struck_at=None).values_list("pk", flat=True)
    gone = {str(key) for key in struck}
    return [
        (
            one,
            feeling(one["feels"], one["for_whom"]),
            walk_category_name(one["category"]),
            label(Became, one["became"]),
        )
        for one in protocol.content["points"]
        if one["key"] not in gone
    ]


def _measures(
    row: SafetyWalk, protocol: WalkProtocol
) -> list[tuple[Measure, Mark, str]]:
    """As they are now; what was proposed since waits for the next protocol."""
    rows = row.measures.filter(made_at__lte=protocol.sent_at)
    return [
        (one, measure_mark(one), one.steps.latest("made_at", "pk").words)
        for one in rows
    ]


@unkept
@require_GET
@in_the_language_asked_for
def walk_told_pdf(_request: HttpRequest, address: str) -> HttpResponse:
    """The last protocol on paper, for them: one that was sent anew takes its place."""
    row = walk_at(address)
    last = row.protocols.last()
    return _printed(row, 0 if last is None else last.revision)
