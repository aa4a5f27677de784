"""Changing what a round is planned from: its teams and its wishes."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Invalid, WrongState
from planning.models import Round, Travel, WishKind
from planning.services.asking import add_team, drop_wish, remove_team, wish
from web.asking import person
from web.rounds.forms import TeamForm, WishForm
from web.rounds.views import found, shown


@require_POST
def team_add(request: HttpRequest, round_: UUID) -> HttpResponse:
    """Add a team."""
    row = found(request, round_)
    form = TeamForm(request.POST, row=row)

    def take(travel: str, **asked: object) -> object:
        return add_team(
            user=person(request),
            round_=round_,
            travel=Travel(travel),
            **asked,  # type: ignore[arg-type]
        )

    return taken(request, row, ("team", form), take)


@require_POST
def wish_add(request: HttpRequest, round_: UUID) -> HttpResponse:
    """Wish something of a venue."""
    row = found(request, round_)
    form = WishForm(request.POST, row=row, prefix="wish")

    def take(kind: str, **asked: object) -> object:
        return wish(user=person(request), round_=round_, kind=WishKind(kind), **asked)  # type: ignore[arg-type]

    return taken(request, row, ("wish", form), take)


def taken(
    request: HttpRequest,
    row: Round,
    named: tuple[str, forms.Form],
    take: Callable[..., object],
) -> HttpResponse:
    """Do what a form asks; what is wrong with it comes back beside its fields."""
    name, form = named
    if not form.is_valid():
        return shown(request, row, {name: form})
    try:
        take(**form.cleaned_data)
    except Invalid as error:
        form.add_error(None, str(error.sentence))
        return shown(request, row, {name: form})
    except WrongState as error:
        messages.error(request, str(error.sentence))
    return redirect("round_detail", row.pk)


@require_POST
def team_remove(request: HttpRequest, round_: UUID, team: int) -> HttpResponse:
    """Take a team out."""
    return _undone(request, round_, partial(remove_team, team=team))


@require_POST
def wish_drop(request: HttpRequest, round_: UUID, wish: int) -> HttpResponse:
    """Take a wish back."""
    return _undone(request, round_, partial(drop_wish, wish=wish))


def _undone(
    request: HttpRequest, round_: UUID, take: Callable[..., None]
) -> HttpResponse:
    try:
        take(user=person(request), round_=round_)
    except WrongState as error:
        messages.error(request, str(error.sentence))
    else:
        messages.success(request, _("It is noted."))
    return redirect("round_detail", round_)
