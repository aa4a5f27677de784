"""Signing in with the municipality's, the police's or the state's own sign-in.

Each (OpenID Connect) speaks for addresses of its own domains alone: the police's must
never sign in a municipality's officer. Whom it knows by something else than an address
connects it once while signed in. Nobody becomes known here by it, and nothing of what
it tells is kept but who it is there.
"""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.http import HttpRequest

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
        """Find whom an address that it may speak for belongs to, and forget the rest."""
        if sociallogin.account.uid == str(
            None
        ):  # what allauth makes of a claim left empty
            raise ValueError(sociallogin.account.provider)
        told, sociallogin.account.extra_data = sociallogin.account.extra_data, {}
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
        elif sociallogin.state.get("process") == AuthProcess.LOGIN:
            known = _known(sociallogin.provider.app.settings["domains"], told)
            if known is not None:
                sociallogin.connect(request, known)


def _known(domains: list[str], told: dict[str, Any]) -> User | None:
    claims = told.get("userinfo") or told.get("id_token") or {}
    email = str(claims.get("email") or "")
    # Many do not say whether an address is verified; who says that it is not, is heard.
    if claims.get("email_verified", True) in {False, "false"}:
        return None
    if email.rpartition("@")[2].lower() not in domains:
        return None
    return User.objects.filter(email__iexact=email).first()
