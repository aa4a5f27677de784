"""“Report something unsafe”: a page for anybody, without an account and without a name."""

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from redis.exceptions import RedisError

from accounts.models import Municipality
from core.errors import WrongState
from situation.queries.public_words import open_doors
from situation.services.public_words import ToldBefore, tell_unsafe
from situation.services.telling import LooksLikeAName
from web.deeds import taken
from web.public.language import in_the_language_asked_for
from web.situation.place_map import place_map
from web.situation.sighting import UnsafeForm, opened_now
from web.unkept import unkept


def _town(code: str) -> Municipality:
    row = open_doors().filter(pk=code).first()
    if row is None:
        raise Http404
    return row


@unkept
@require_GET
@in_the_language_asked_for
def unsafe_towns(request: HttpRequest) -> HttpResponse:
    """The towns that one may tell; the only one's page at once."""
    rows = list(open_doors())
    if len(rows) == 1:
        there = reverse("unsafe", args=[rows[0].pk])
        return redirect(_in_the_same_language(request, there))
    return render(request, "situation/unsafe_towns.html", {"rows": rows})


@unkept
@require_http_methods(["GET", "POST"])
@in_the_language_asked_for
def unsafe(request: HttpRequest, code: str) -> HttpResponse:
    """The form."""
    town = _town(code)
    if request.method == "GET":
        return _page(request, town, UnsafeForm())
    form = UnsafeForm(request.POST)

    def take(**said: Any) -> object:
        _check_often(request)
        try:
            return tell_unsafe(
                municipality=town, key=said["opened"], told=form.told,
                not_people=form.not_people,
            )  # fmt: skip
        except LooksLikeAName as error:
            form.ask_about(error.words)
            raise
        except ToldBefore:
            form.say(opened=opened_now())
            raise

    return taken(
        request, form, take, lambda wrong: _page(request, town, wrong),
        then=_in_the_same_language(request, reverse("unsafe_told", args=[code])),
    )  # fmt: skip


def _in_the_same_language(request: HttpRequest, address: str) -> str:
    asked = request.GET.get("language", "")
    return (
        f"{address}?language={asked}" if asked in dict(settings.LANGUAGES) else address
    )


def _page(request: HttpRequest, town: Municipality, form: Any) -> HttpResponse:
    return render(
        request,
        "situation/unsafe.html",
        {
            "there": town,
            "form": form,
            **place_map(town),
        },
    )


def _check_often(request: HttpRequest) -> None:
    """Raise `WrongState` for a connection that sends one after the other. How often is
    `ACCOUNT_RATE_LIMITS`; a cache that does not answer lets it pass, for the town's own
    limit stands in the database.
    """
    try:
        is_seldom = ratelimit.consume(request, action="unsafe")
    except RedisError:
        return
    if not is_seldom:
        raise WrongState(
            _(
                "Much was sent from here within the hour. What you wrote stands below: "
                "send it again later; in danger call 112."
            )
        )


@unkept
@require_GET
@in_the_language_asked_for
def unsafe_told(request: HttpRequest, code: str) -> HttpResponse:
    """Thanks, and what becomes of it."""
    return render(request, "situation/unsafe_told.html", {"there": _town(code)})
