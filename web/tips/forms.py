from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core import clock
from inspections.models import TipSource, TipState
from web.fields import DateField


class TipForm(forms.Form):
    """What somebody has said about a venue."""

    agency = forms.ModelChoiceField(label=_("For"), queryset=Agency.objects.none())
    source = forms.ChoiceField(label=_("From"), choices=TipSource.choices)
    received_on = DateField(label=_("Received on"))
    about_on = DateField(label=_("About the night of"), required=False)
    text = forms.CharField(
        label=_("What was said"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nobody is named who need not be, guests never."),
    )
    contact = forms.CharField(
        label=_("How to reach whoever told it"),
        required=False,
        max_length=200,
        help_text=_("Only if they wish to be reached. It stays at the desk."),
    )

    def __init__(
        self, *args: Any, user: User, municipality: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        agencies = agencies_where(user, Capability.FOLLOW_UP).filter(
            municipality=municipality
        )
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        self.fields["agency"].initial = agencies.first()
        self.fields["received_on"].initial = clock.today().isoformat()


class JudgeForm(forms.Form):
    """What a tip was worth."""

    state = forms.ChoiceField(
        label=_("Judgement"),
        widget=forms.RadioSelect,
        choices=[one for one in TipState.choices if one[0] != TipState.NEW],
    )
    judgement = forms.CharField(
        label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
