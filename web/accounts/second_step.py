"""The second step: an authenticator app, a passkey, spare codes."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from accounts.models import User
from core.sealed_text import seal, unseal


class SealedStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of apps and spare codes sealed, and calls us by our name."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def generate_authenticator_name(
        self,
        user: User,
        type: Authenticator.Type,  # noqa: A002 — its signature
    ) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}

    def _get_site_name(self) -> str:
        return "Lykta"
