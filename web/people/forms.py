from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Municipality, Role, User
from accounts.queries import agencies_managed_by, municipalities_managed_by
from core import clock
from web.fields import DateField, RowForm


class AgencyForm(RowForm):
    """Who answers for an agency at night, and whether decisions take two."""

    class Meta:
        model = Agency
        fields = (
            "night_phone", "second_pair_of_eyes", "reply_days", "answer_working_days",
            "manager_at_once",
        )  # fmt: skip
        widgets = {
            "night_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
        }


class GiveRoleForm(forms.Form):
    """Who, which role, where, from when."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    agency = forms.ModelChoiceField(
        label=_("Agency"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("none: for the whole municipality"),
    )
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.none()
    )
    started_on = DateField(
        label=_("From"),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        managed = municipalities_managed_by(user)
        self.fields["municipality"].queryset = managed  # type: ignore[attr-defined]
        self.fields["municipality"].initial = managed.first()
        self.fields["agency"].queryset = agencies_managed_by(user)  # type: ignore[attr-defined]
        self.fields["started_on"].initial = clock.today().isoformat()
