"""Doing what a form asks: what is wrong with it comes back beside its fields."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from core.errors import Invalid, WrongState

Said = str | Promise


def taken(
    request: HttpRequest,
    form: forms.BaseForm,
    take: Callable[..., object],
    again: Callable[[forms.BaseForm], HttpResponse],
    *,
    then: str,
    said: Said = "",
) -> HttpResponse:
    """Call `take` with the form's values and go on to `then`; or show the page `again`
    with what was wrong, and with what was written: nobody writes it twice.

    What came too late is said at the top as well: its form may have no place any more.
    """
    if not form.is_valid():
        return again(form)
    try:
        take(**form.cleaned_data)
    except (Invalid, WrongState) as error:
        form.add_error(None, str(error.sentence))
        if isinstance(error, WrongState):
            messages.error(request, str(error.sentence))
        return again(form)
    if said:
        messages.success(request, str(said))
    return redirect(then)


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
