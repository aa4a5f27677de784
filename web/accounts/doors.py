"""The doors that lead to others' sign-ins and back, when those do not answer as agreed."""

from typing import cast

from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

_NOT_AS_AGREED = (
    RequestException, ImproperlyConfigured, AttributeError, KeyError, TypeError,
    ValueError,
)  # fmt: skip


@login_not_required
def to_others(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the other's sign-in."""
    try:
        return cast("HttpResponse", openid.login(request, provider_id))
    except _NOT_AS_AGREED:
        return _told(request)


@login_not_required
def from_others(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from there, with what it says."""
    try:
        return cast("HttpResponse", openid.callback(request, provider_id))
    except _NOT_AS_AGREED:
        return _told(request)


def _told(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/authentication_error.html", status=401)
