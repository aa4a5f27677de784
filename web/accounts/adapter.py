"""How allauth behaves here: nobody signs up, and its mail goes the way of all mail."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.post import compose, send_at_once, write_letters
from web.accounts.letters import tell_of_change

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_TOLD_OF = {
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was added."),
    "mfa/email/totp_deactivated": gettext_lazy("The authenticator app was removed."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed."),
    "mfa/email/recovery_codes_generated": gettext_lazy("New spare codes were made."),
    "account/email/password_changed": gettext_lazy("The password was changed."),
    "account/email/password_set": gettext_lazy("A password was set."),
    "account/email/password_reset": gettext_lazy("The password was changed."),
    "socialaccount/email/account_connected": gettext_lazy(
        "Another way to sign in was connected."
    ),
    "socialaccount/email/account_disconnected": gettext_lazy(
        "Another way to sign in was taken away."
    ),
}
"""What changes who can sign in, by the name allauth gives the mail."""
_WAS_IT_YOU = gettext_lazy(
    "Was it not you? Look at how you sign in, remove what is not yours, and tell your "
    "administrator at once."
)


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: people are invited by their administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def is_login_by_code_required(self, login: Login) -> bool:
        """Whether a mailed code follows the password: not where a step of one's own does."""
        return bool(
            super().is_login_by_code_required(login)
            and not is_mfa_enabled(login.user, SECOND_STEPS)
        )

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Write the letter, so that it is not lost while the mail server is away, and try
        to send it now: somebody waits for it. Whoever is unknown here gets none.
        """
        code = context.get("code")
        if code is None or template_prefix != "account/email/login_code":
            return
        user = User.objects.filter(email__iexact=email).first()
        with translation.override(user.language if user else "sv"):
            letter = compose(
                key=f"sign-in:{secrets.token_hex(12)}",
                to=email,
                subject=_("Your code for Lykta"),
                paragraphs=[
                    str(code),
                    _("Write it in the open window, within fifteen minutes."),
                    _("If you did not ask for it, do nothing."),
                ],
                is_secret=True,
            )
        write_letters([letter])
        send_at_once(letter.key)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,  # noqa: ARG002
        email: str | None = None,  # noqa: ARG002
    ) -> None:
        """Tell a person that somebody, themselves we hope, changed how they sign in."""
        what = _TOLD_OF.get(template_prefix)
        if what is None:
            return
        tell_of_change(self.request, user, [what, _WAS_IT_YOU])
