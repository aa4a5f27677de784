"""Changing what a round is planned from: its teams and its wishes."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planning.models import Round, Travel, WishKind
from planning.services.asking import add_team, drop_wish, remove_team, wish
from web.asking import person
from web.deeds import done, taken
from web.rounds.forms import TeamForm, WishForm
from web.rounds.views import found, shown


@require_POST
def team_add(request: HttpRequest, round_: UUID) -> HttpResponse:
    """Add a team."""
    row = found(request, round_)
    form = TeamForm(request.POST, row=row)

    def take(travel: str, **said: object) -> object:
        return add_team(
            user=person(request),
            round_=round_,
            travel=Travel(travel),
            **said,  # type: ignore[arg-type]
        )

    return asked(request, row, ("team", form), take)


@require_POST
def wish_add(request: HttpRequest, round_: UUID) -> HttpResponse:
    """Wish something of a venue."""
    row = found(request, round_)
    form = WishForm(request.POST, row=row, prefix="wish")

    def take(kind: str, **said: object) -> object:
        return wish(user=person(request), round_=round_, kind=WishKind(kind), **said)  # type: ignore[arg-type]

    return asked(request, row, ("wish", form), take)


def asked(
    request: HttpRequest,
    row: Round,
    named: tuple[str, forms.Form],
    take: Callable[..., object],
) -> HttpResponse:
    """Do what one of the round's forms asks."""
    name, form = named
    return taken(
        request, form, take, lambda wrong: shown(request, row, {name: wrong}),
        then=reverse("round_detail", args=[row.pk]),
    )  # fmt: skip


@require_POST
def team_remove(request: HttpRequest, round_: UUID, team: int) -> HttpResponse:
    """Take a team out."""
    return done(
        request,
        lambda: remove_team(user=person(request), round_=round_, team=team),
        reverse("round_detail", args=[round_]),
        _("It is noted."),
    )


@require_POST
def wish_drop(request: HttpRequest, round_: UUID, wish: int) -> HttpResponse:
    """Take a wish back."""
    return done(
        request,
        lambda: drop_wish(user=person(request), round_=round_, wish=wish),
        reverse("round_detail", args=[round_]),
        _("It is noted."),
    )
