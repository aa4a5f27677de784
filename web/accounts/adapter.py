"""How allauth behaves here: nobody signs up, and its mail goes the way of all mail."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core.post import compose, send_at_once, write_letters


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: people are invited by their administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

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
