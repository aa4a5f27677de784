from django import forms
from django.utils.translation import gettext_lazy as _


class WaiveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why these devices will not close"),
        required=False,
        min_length=3,
        max_length=1000,
    )


class AmendForm(forms.Form):
    text = forms.CharField(label=_("Addition"), max_length=4000, widget=forms.Textarea)


class RevokeForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), min_length=3, max_length=300)
