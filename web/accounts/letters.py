"""Telling a person by mail that how they sign in was changed."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from core.identifiers import uuid7
from core.post import compose, write_letters


def tell_of_change(
    request: HttpRequest, user: User, paragraphs: Sequence[str | Promise]
) -> None:
    """Write it, in the person's own language, with the way to where they can look."""
    with override(user.language):
        letter = compose(
            key=f"sign-in-changed:{uuid7()}",
            to=user.email,
            subject=_("How you sign in to Lykta was changed"),
            paragraphs=[str(one) for one in paragraphs],
            link=request.build_absolute_uri(reverse("mfa_index")),
        )
    write_letters([letter])
