"""The forms for what a register lacks."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from venues.models import ConditionKind
from web.fields import DateField

_MORNING = 6


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Organisation number of the holder"), max_length=20
    )


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("Address for mail from the authority"), required=False, max_length=254
    )


class HoursForm(forms.Form):
    text = forms.CharField(
        label=_("Hours, day by day"),
        max_length=500,
        help_text=_(
            "Like: mån-tor 11:00-01:00, fre-lör 11:00-02:00; "
            "uteservering alla dagar 11:00-22:00"
        ),
    )


class ConditionForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of condition"), choices=ConditionKind.choices
    )
    text = forms.CharField(label=_("The condition as decided"), max_length=1000)
    amount = forms.IntegerField(
        label=_("How many (guards, hosts, persons)"),
        required=False,
        min_value=1,
        max_value=100_000,
    )
    applies_from_minute = forms.CharField(
        label=_("Applies from (time)"),
        required=False,
        validators=[
            RegexValidator(r"^([01]\d|2[0-3]):[0-5]\d$", _("Write a time like 22:00."))
        ],
        help_text=_("A time before 06:00 belongs to the night before."),
    )

    def clean_applies_from_minute(self) -> int | None:
        """In minutes after the midnight that begins the night's day."""
        text = self.cleaned_data["applies_from_minute"]
        if not text:
            return None
        hours, minutes = map(int, text.split(":"))
        return hours * 60 + minutes + (24 * 60 if hours < _MORNING else 0)


class ManagerForm(forms.Form):
    name = forms.CharField(label=_("Serving manager"), max_length=120)
    notified_on = DateField(
        label=_("Notified on"),
    )


class EndForm(forms.Form):
    manager = forms.UUIDField()
    ended_on = DateField(required=False)
