"""What several areas ask with."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.nights import FARTHEST, LOCAL
from core.uploads import MOST_BYTES, Upload


class RowForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that asks for a row's fields.

    What may be is the service's rule, and it says why not in words for people; a form that
    asked the database's own guards first would say no with their names.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.validate_constraints = _left_to_the_service


class DateField(forms.DateField):
    """A day, chosen or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _left_to_the_service(exclude: object = None) -> None:
    """Nothing is asked here."""


class NearDateField(DateField):
    """A day on which something is held: not more than two years away."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and abs(value - clock.today()) > FARTHEST:
            raise ValidationError(_("That day lies too far away."))


class MomentField(forms.DateTimeField):
    """A day with its hour, on the clocks of Sweden."""

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
    )

    def to_python(self, value: Any) -> datetime | None:
        """The instant. An hour that comes twice, in the night in October, is the first."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            naive = datetime.fromisoformat(str(value).strip())
            first = naive.replace(tzinfo=LOCAL)
            if first.astimezone(UTC).astimezone(LOCAL).replace(tzinfo=None) != naive:
                raise  # an hour of the night in March that never came
            return first


class TimeField(forms.TimeField):
    """A time of the day, chosen or typed."""

    widget = forms.TimeInput(attrs={"type": "time"})


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody who works here, by name; whom one may choose among is set by the form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=User.objects.none(), **options)

    def label_from_instance(self, obj: User) -> str:
        return obj.name


class SeveralField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows by their keys; a number that no database holds is no choice either."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as error:
            raise ValidationError(
                self.error_messages["invalid_pk_value"],
                code="invalid_pk_value",
                params={"pk": "…"},
            ) from error


class LinesField(forms.CharField):
    """Several texts, one a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), **options)

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        return [" ".join(one.split()) for one in said.splitlines() if one.strip()]


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = FilesInput(attrs={"accept": "image/*,application/pdf"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, (list, tuple)) else [data]
        one = super().clean
        return [one(file, initial) for file in files if file]


class UploadsField(FilesField):
    """Photos or PDFs, none of them too large to be read at all."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{
                "label": _("Photos or PDF"), "required": False,
                "help_text": _(
                    "Five at most, 10 MB each. Take care that no guest can be seen."
                ),
                **options,
            }
        )  # fmt: skip

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        files = super().clean(data, initial)
        for file in files:
            if file.size > MOST_BYTES:
                raise ValidationError(
                    _("“%(name)s” is larger than 10 MB.") % {"name": file.name[:60]}
                )
        return [Upload(file.name, file.read()) for file in files]


class ReasonForm(forms.Form):
    """Why something is sent back, called off or set aside."""

    reason = forms.CharField(label=_("why"), max_length=500)
