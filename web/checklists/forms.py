from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import AgencyKind, Municipality, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from inspections.models import Severity
from inspections.rules.checklist_text import FOLLOW_UPS
from web.fields import DateField


class HomeForm(forms.Form):
    """For which municipality a draft is begun."""

    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        mine = municipalities_where(user, Capability.EDIT_CHECKLISTS)
        self.fields["municipality"].queryset = mine  # type: ignore[attr-defined]


class DraftForm(forms.Form):
    """What the version is called and when it is valid."""

    code = forms.RegexField(
        label=_("Version"), regex=r"^[A-Za-z0-9][A-Za-z0-9.-]*$", max_length=40
    )
    name_sv = forms.CharField(label=_("Name in Swedish"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    valid_from = DateField(
        label=_("Valid from"),
    )
    valid_to = DateField(
        label=_("Valid to and including"),
        required=False,
    )


class ItemForm(forms.Form):
    """One item: its words, law, severity, follow-ups, owner, and when it is valid."""

    text_sv = forms.CharField(
        label=_("Swedish"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    text_en = forms.CharField(
        label=_("English"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    lagrum = forms.CharField(label=_("Legal basis"), max_length=200)
    severity = forms.ChoiceField(label=_("Severity"), choices=Severity.choices)
    follow_ups = forms.MultipleChoiceField(
        label=_("Follow-up"),
        choices=[(one, one) for one in FOLLOW_UPS],
        widget=forms.CheckboxSelectMultiple,
    )
    owner = forms.ChoiceField(label=_("Owner"), choices=AgencyKind.choices)
    valid_from = DateField(
        label=_("Valid from"),
        required=False,
    )
    valid_to = DateField(
        label=_("Valid to and including"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        read: dict[str, Any] = super().clean() or {}
        start, end = read.get("valid_from"), read.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", _("It ends before it begins."))
        return read
