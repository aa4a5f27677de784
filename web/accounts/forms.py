"""allauth's forms, in words that people who are no engineers know, and whole against
answers that no authenticator gives: allauth lets some of them through as errors of ours.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.internal.flows.reauthentication import (
    raise_if_reauthentication_required,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.socialaccount.forms import DisconnectForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse

MOST = 80


class _AnswerField(forms.JSONField):
    """What the browser says an authenticator answered; never shown again."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        with _no_answer():
            return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ARG002
        return ""

    def prepare_value(self, value: Any) -> Any:  # noqa: ARG002
        return ""


@contextmanager
def _no_answer() -> Iterator[None]:
    """Whatever an answer breaks in reading it, it is none: it is parsed by several
    libraries, each of which stumbles in its own way.
    """
    try:
        yield
    except ValidationError:
        raise
    except Exception as error:
        raise get_adapter().validation_error("incorrect_code") from error


class _Answered(forms.Form):
    def clean_credential(self) -> Authenticator:
        with _no_answer():
            found: Authenticator = super().clean_credential()  # type: ignore[misc]
        return found


class StepPasskeyForm(_Answered, AuthenticateWebAuthnForm):  # type: ignore[misc]
    credential = _AnswerField()


class LoginPasskeyForm(_Answered, LoginWebAuthnForm):  # type: ignore[misc]
    credential = _AnswerField()

    def clean_credential(self) -> Authenticator:
        """Alone, a key must have asked for a finger, a face or a PIN: one that is made for
        a second step, or is taken up half-way through another sign-in, does not do.
        """
        found = super().clean_credential()
        with _no_answer():
            read = AuthenticationResponse.from_dict(self.cleaned_data["credential"])
            if not read.response.authenticator_data.is_user_verified():
                raise get_adapter().validation_error("incorrect_code")
        return found


class AgainPasskeyForm(_Answered, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    credential = _AnswerField()


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    credential = _AnswerField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name(self)
        alone = self.fields["passwordless"]
        alone.label = _("It signs me in alone")
        alone.help_text = _(
            "It asks for a fingerprint, a face or a PIN. Otherwise it is the step after "
            "the password or the mailed code."
        )
        alone.initial = True

    def clean(self) -> dict[str, Any]:
        with _no_answer():
            return cast("dict[str, Any]", super().clean())


class TakeAwayForm(DisconnectForm):  # type: ignore[misc]
    """Taking another's sign-in away: a mailed code always remains."""

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = self.cleaned_data
        return found

    def save(self) -> None:
        raise_if_reauthentication_required(self.request, app="allauth.socialaccount")
        self.cleaned_data["account"].delete()
        get_account_adapter(self.request).send_notification_mail(
            "socialaccount/email/account_disconnected", self.request.user
        )


class NamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name(self)


def _name(form: forms.Form) -> None:
    form.fields["name"] = forms.CharField(
        label=_("What you call it"), max_length=MOST,
        required=form.fields["name"].required,
    )  # fmt: skip
