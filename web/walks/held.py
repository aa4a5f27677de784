"""Notes of walks that could not be taken, and setting them aside."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from situation.models import WalkNote
from situation.queries.held_words import held_sentence
from situation.queries.walks import notes_held_for
from situation.services.walks import set_note_aside
from web.asking import page_of, person
from web.deeds import taken
from web.fields import ReasonForm


@require_GET
def note_list(request: HttpRequest) -> HttpResponse:
    """What is held back, with the reason in words."""
    return _list(request)


def _list(request: HttpRequest, wrong: object = None, digest: str = "") -> HttpResponse:
    if not agencies_where(person(request), Capability.PLAN_WALKS).exists():
        raise NotFound(_("There is no such page, or it is not yours to see."))
    page = page_of(request, notes_held_for(person(request)))
    notes = [
        {
            "row": one,
            "why": held_sentence(one.code),
            "form": wrong
            if wrong is not None and one.digest == digest
            else ReasonForm(auto_id=f"{one.digest[:8]}-%s"),
        }
        for one in page
    ]
    return render(request, "walks/held.html", {"page": page, "notes": notes})


def _held(request: HttpRequest, digest: str) -> WalkNote:
    row = notes_held_for(person(request)).filter(pk=digest).first()
    if row is None:
        raise NotFound(_("There is no such note, or it is not yours to settle."))
    return row


@require_GET
def note_content(request: HttpRequest, digest: str) -> HttpResponse:
    """The note as it came, as a download."""
    row = _held(request, digest)
    answer = HttpResponse(bytes(row.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{row.digest[:12]}.json"'
    return answer


@require_POST
def note_aside(request: HttpRequest, digest: str) -> HttpResponse:
    """Set a note aside, with a reason; it stays kept."""
    row = _held(request, digest)
    return taken(
        request, ReasonForm(request.POST, auto_id=f"{row.digest[:8]}-%s"),
        lambda **said: set_note_aside(user=person(request), digest=row.digest, **said),
        lambda wrong: _list(request, wrong, row.digest),
        then=reverse("note_list"), said=_("It is set aside, and kept."),
    )  # fmt: skip
