"""What the public told: looking at it, taking it in or setting it aside; and the door."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Municipality
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from situation.models import PublicWord
from situation.queries.public_words import (
    open_doors,
    public_words_visible_to,
    waiting_words,
)
from situation.services.public_words import (
    close_public_door,
    open_public_door,
    set_word_aside,
    take_in,
)
from web.asking import municipality_in_hand, page_of, person
from web.deeds import done, taken
from web.fields import ReasonForm
from web.situation.place_map import place_map
from web.situation.sighting import TakeInForm
from web.situation.words import category_name


@require_GET
def public_word_list(request: HttpRequest) -> HttpResponse:
    """What waits for a look, the oldest first; or everything that was told."""
    there = municipality_in_hand(request, Capability.KEEP_SITUATION)
    user, is_all = person(request), "all" in request.GET
    rows = (
        public_words_visible_to(user).order_by("-told_at", "pk")
        if is_all
        else waiting_words(user)
    )
    page = page_of(request, rows)
    return render(
        request,
        "situation/public_words.html",
        {
            "page": page,
            "names": [(one, category_name(one.category)) for one in page],
            "is_all": is_all,
            "keeps": there,
            "address": request.build_absolute_uri(reverse("unsafe", args=[there.pk])),
            "is_open": open_doors().filter(pk=there.pk).exists(),
        },
    )


@require_POST
def public_door(request: HttpRequest, deed: str) -> HttpResponse:
    """Open or close the public page."""
    there: Municipality = municipality_in_hand(request, Capability.KEEP_SITUATION)
    user = person(request)
    deeds = {
        "open": (open_public_door, _("The public page is open.")),
        "close": (close_public_door, _("The public page is closed.")),
    }
    if deed not in deeds:
        raise NotFound(_("There is no such page."))
    do, said = deeds[deed]
    return done(
        request, lambda: do(user=user, municipality=there),
        reverse("public_word_list"), said,
    )  # fmt: skip


def _word(request: HttpRequest, word: UUID) -> PublicWord:
    row = public_words_visible_to(person(request)).filter(pk=word).first()
    if row is None:
        raise NotFound(_("There is no such word, or it is not yours to see."))
    return row


@require_GET
def public_word(request: HttpRequest, word: UUID) -> HttpResponse:
    """What somebody told, and what to do with it."""
    return _page(request, _word(request, word))


def _page(
    request: HttpRequest, row: PublicWord, **wrong: forms.BaseForm
) -> HttpResponse:
    return render(
        request,
        "situation/public_word.html",
        {
            "row": row,
            "name": category_name(row.category),
            "take_form": TakeInForm(auto_id="take-%s"),
            "aside_form": ReasonForm(auto_id="aside-%s"),
            "sent": set(wrong),
            **place_map(row.municipality),
            **wrong,
        },
    )


@require_POST
def public_word_take(request: HttpRequest, word: UUID) -> HttpResponse:
    """Make a report of it."""
    row = _word(request, word)
    return taken(
        request, TakeInForm(request.POST, auto_id="take-%s"),
        lambda **said: take_in(user=person(request), word=word, **said),
        lambda wrong: _page(request, row, take_form=wrong),
        then=reverse("public_word_list"), said=_("It is a report now, and counted."),
    )  # fmt: skip


@require_POST
def public_word_aside(request: HttpRequest, word: UUID) -> HttpResponse:
    """Leave it out of the picture."""
    row = _word(request, word)
    return taken(
        request, ReasonForm(request.POST, auto_id="aside-%s"),
        lambda **said: set_word_aside(user=person(request), word=word, **said),
        lambda wrong: _page(request, row, aside_form=wrong),
        then=reverse("public_word_list"), said=_("It is set aside."),
    )  # fmt: skip
