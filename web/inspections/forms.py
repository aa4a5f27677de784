from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Municipality, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from web.fields import DateField, SeveralField


class OccasionForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    night = DateField(
        label=_("Night (the date on which it begins)"),
    )
    invited = SeveralField(
        label=_("Agencies that are asked to come"),
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        mine = municipalities_where(user, Capability.PLAN_OCCASIONS)
        self.fields["invited"].queryset = Agency.objects.filter(  # type: ignore[attr-defined]
            municipality__in=mine
        )

    @property
    def municipality(self) -> Municipality:
        """The municipality of the agencies that are asked."""
        asked: Agency = self.cleaned_data["invited"][0]
        return asked.municipality


class DiaryForm(forms.Form):
    diary_number = forms.CharField(label=_("Diary number"), max_length=40)


class DestructionForm(forms.Form):
    entries = forms.MultipleChoiceField(
        label=_("Entries"), widget=forms.CheckboxSelectMultiple
    )
    ground = forms.CharField(
        label=_("Legal ground"), min_length=3, max_length=1000, widget=forms.Textarea
    )


class WaiveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why these devices will not close"),
        required=False,
        min_length=3,
        max_length=1000,
    )


class AmendForm(forms.Form):
    """An addition, and the late entries that it admits."""

    text = forms.CharField(label=_("Addition"), max_length=4000, widget=forms.Textarea)
    admits = forms.MultipleChoiceField(
        label=_("Entries that came late and are admitted by this"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, late: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if late:
            self.fields["admits"].choices = late  # type: ignore[attr-defined]
        else:
            del self.fields["admits"]


class ConflictForm(forms.Form):
    """Which answer stands, and why."""

    item = forms.CharField(max_length=20)
    answer = forms.UUIDField()
    reason = forms.CharField(min_length=3, max_length=1000)


class SettleForm(forms.Form):
    """What is decided about a held entry; all but another judging needs a reason."""

    AGAIN, ADMIT, ASIDE = "again", "admit", "aside"

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (AGAIN, _("Judge it again by what is known now")),
            (ADMIT, _("Admit it to the record, and say why")),
            (ASIDE, _("Set it aside, and say why")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        min_length=3,
        max_length=1000,
        widget=forms.Textarea,
    )

    def clean(self) -> dict[str, str]:
        read: dict[str, str] = super().clean() or {}
        if read.get("decision") != self.AGAIN and not read.get("reason"):
            self.add_error("reason", _("Say why: it becomes part of the record."))
        return read


class RevokeForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), min_length=3, max_length=300)


class RescueForm(forms.Form):
    file = forms.FileField(label=_("Rescue file"), max_length=200)
