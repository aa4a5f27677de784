"""allauth's forms, in words that people who are no engineers know, and whole against
answers that no authenticator gives: allauth lets some of them through as errors of ours.
"""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 80
_NO_ANSWER = (AttributeError, KeyError, TypeError, ValueError)


class _AnswerField(forms.JSONField):
    """What the browser says an authenticator answered."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValueError as error:
            raise get_adapter().validation_error("incorrect_code") from error


class _Answered(forms.Form):
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except _NO_ANSWER as error:
            raise get_adapter().validation_error("incorrect_code") from error


class StepPasskeyForm(_Answered, AuthenticateWebAuthnForm):  # type: ignore[misc]
    credential = _AnswerField()


class LoginPasskeyForm(_Answered, LoginWebAuthnForm):  # type: ignore[misc]
    credential = _AnswerField()


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
        try:
            return dict(super().clean())
        except _NO_ANSWER as error:
            raise get_adapter().validation_error("incorrect_code") from error


class NamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name(self)


def _name(form: forms.Form) -> None:
    form.fields["name"] = forms.CharField(
        label=_("What you call it"), max_length=MOST,
        required=form.fields["name"].required,
    )  # fmt: skip
