"""Doing what a form asks: what is wrong with it comes back beside its fields."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise

from core.errors import Invalid, WrongState

Said = str | Promise


def taken(
    request: HttpRequest,
    form: forms.BaseForm,
    take: Callable[..., object],
    again: Callable[[forms.BaseForm], HttpResponse],
    *,
    then: str | Callable[[Any], str],
    said: Said = "",
) -> HttpResponse:
    """Call `take` with the form's values and go on to `then`, an address or what gives it
    from what `take` made; or show the page `again` with what was wrong, and with what was
    written: nobody writes it twice.

    What came too late is said at the top as well: its form may have no place any more.
    """
    if not form.is_valid():
        return again(form)
    try:
        made = take(**form.cleaned_data)
    except (Invalid, WrongState) as error:
        form.add_error(None, str(error.sentence))
        if isinstance(error, WrongState):
            messages.error(request, str(error.sentence))
        return again(form)
    if said:
        messages.success(request, str(said))
    return redirect(then if isinstance(then, str) else then(made))


def page_of_it(name: str) -> Callable[[Model], str]:
    """The address of a row's own page, by the name of its route."""
    return lambda row: reverse(name, args=[row.pk])


def done(
    request: HttpRequest, take: Callable[[], object], then: str, said: Said = ""
) -> HttpResponse:
    """The same for a button that asks nothing."""
    try:
        take()
    except (Invalid, WrongState) as error:
        messages.error(request, str(error.sentence))
    else:
        if said:
            messages.success(request, str(said))
    return redirect(then)
