from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.bilingual import tongue
from training.models import Sitting

MARKS = [(number, str(number)) for number in range(1, 6)]


class LinkForm(forms.Form):
    """To which address the link is mailed."""

    email = forms.EmailField(label=_("Your e-mail"), max_length=254)


class EvaluationForm(forms.Form):
    """What somebody thought of a session; 5 is best."""

    useful = forms.TypedChoiceField(
        label=_("Of use in my work (5 is best)"), choices=MARKS, coerce=int,
        widget=forms.RadioSelect,
    )  # fmt: skip
    clear = forms.TypedChoiceField(
        label=_("Clearly taught (5 is best)"), choices=MARKS, coerce=int,
        widget=forms.RadioSelect,
    )  # fmt: skip
    joint = forms.TypedChoiceField(
        label=_("The agencies worked together (5 is best)"), choices=MARKS, coerce=int,
        widget=forms.RadioSelect,
    )  # fmt: skip
    said = forms.CharField(
        label=_("In your own words"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class PaperForm(forms.Form):
    """A paper as a form: a question each, in the language of the page."""

    def __init__(self, *args: Any, sitting: Sitting, **options: Any) -> None:
        super().__init__(*args, **options)
        for place, asked in enumerate(sitting.paper):
            self.fields[f"q{place}"] = forms.TypedChoiceField(
                label=f"{place + 1}. {asked[f'text_{tongue()}']}",
                choices=list(enumerate(asked[f"options_{tongue()}"])), coerce=int,
                widget=forms.RadioSelect, required=False, empty_value=None,
            )  # fmt: skip

    @property
    def answers(self) -> dict[int, int]:
        """The chosen answers by place; what was left open is not there."""
        return {
            int(name[1:]): value
            for name, value in self.cleaned_data.items()
            if value is not None
        }
