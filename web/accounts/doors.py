"""Doors before allauth's own: who has not shown lately who they are, and others' sign-ins
that do not answer as agreed.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from requests import RequestException

View = Callable[..., HttpResponse]
_NOT_AS_AGREED = (
    RequestException, ImproperlyConfigured, SocialApp.DoesNotExist, AttributeError,
    KeyError, TypeError, ValueError,
)  # fmt: skip
_LATELY_SECONDS = 15 * 60


def freshly(view: View) -> View:
    """Asks whoever has neither a password nor a step, and so cannot be asked for it once
    more, to sign in anew unless they have just done so: an open screen is no proof.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        user = request.user
        if (
            user.is_anonymous
            or get_reauthentication_flows(user)
            or _signed_in_lately(request)
        ):
            return view(request, *args, **named)
        there = request.get_full_path()
        logout(request)
        messages.info(
            request,
            _("What you want to change decides who can sign in as you. Sign in anew."),
        )
        return redirect_to_login(there)

    return asked


def _signed_in_lately(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    last = max((float(one.get("at", 0)) for one in records), default=0.0)
    return time.time() - last < _LATELY_SECONDS


@login_not_required
def to_others(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the other's sign-in."""
    _check_named(provider_id)
    if request.GET.get("process") == "connect":
        return freshly(_led)(request, provider_id)
    return _led(request, provider_id)


@login_not_required
def from_others(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from there, with what it says. All of it is kept or nothing: what the other
    tells of a person is forgotten before it is written for good.
    """
    _check_named(provider_id)
    try:
        with transaction.atomic():
            return cast("HttpResponse", openid.callback(request, provider_id))
    except _NOT_AS_AGREED:
        return _told(request)


def _led(request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return cast("HttpResponse", openid.login(request, provider_id))
    except _NOT_AS_AGREED:
        return _told(request)


def _check_named(provider_id: str) -> None:
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    if provider_id not in {one["provider_id"] for one in apps}:
        raise Http404


def _told(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/authentication_error.html", status=401)
