"""Signing in with the municipality's, the police's or the state's own sign-in.

Each (OpenID Connect) speaks for addresses of its own domains alone: the police's must
never sign in a municipality's officer. Whom it knows by something else than an address
connects it once while signed in. Nobody becomes known here by it, and nothing of what
it tells is kept but who it is there.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User


class KnownPeopleAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Others' sign-ins open accounts that exist, of people they may speak for."""

    def is_open_for_signup(
        self,
        request: HttpRequest,  # noqa: ARG002
        sociallogin: SocialLogin,  # noqa: ARG002
    ) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whom an address that it may speak for belongs to, and forget the rest.

        One with domains is asked each time whether it still speaks for the person: who
        was connected once, and has another address by now, is not signed in by it.
        """
        account = sociallogin.account
        if account.uid == str(None):  # what allauth makes of a claim left empty
            raise ValueError(account.provider)
        told, account.extra_data = account.extra_data, {}
        domains = sociallogin.provider.app.settings["domains"]
        known = _known(domains, told)
        if sociallogin.is_existing:
            account.save(update_fields=["extra_data"])
            if domains and known != sociallogin.user:
                raise ImmediateHttpResponse(_unknown(request))
        elif sociallogin.state.get("process") == AuthProcess.CONNECT:
            if domains and known != request.user:
                raise ImmediateHttpResponse(_unknown(request))
        elif known is not None:
            if SocialAccount.objects.filter(user=known, provider=account.provider):
                # Somebody else there has that address by now.
                raise ImmediateHttpResponse(_unknown(request))
            sociallogin.connect(request, known)


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "account/signup_closed.html")


def _known(domains: list[str], told: dict[str, Any]) -> User | None:
    claims = told.get("userinfo") or told.get("id_token") or {}
    email = str(claims.get("email") or "")
    # Many do not say whether an address is verified; who says anything else than yes is
    # heard.
    if claims.get("email_verified", True) not in {True, "true"}:
        return None
    if email.rpartition("@")[2].lower() not in domains:
        return None
    return User.objects.filter(email__iexact=email).first()
