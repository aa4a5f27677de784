from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from inspections.models import Obligation, ObligationState
from inspections.rules.obligation import BY_HAND, Verb, state_after
from training.models import Diploma, StaffRole

VERBS = {
    Verb.CLAIM: _("The venue says that it is put right"),
    Verb.ACCEPT: _("Accept the proof"),
    Verb.REFUSE: _("Refuse the proof"),
    Verb.CLOSE: _("Close it"),
}


class FindingFilter(forms.Form):
    """Which findings the list shows."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("with something left to do")),
            ("late", _("overdue")),
            ("proof", _("with a proof to judge")),
            ("handed_over", _("handed over")),
            ("all", _("all")),
        ],
    )


class StepForm(forms.Form):
    """What happens next with a finding; only what is possible from where it stands."""

    verb = forms.ChoiceField(label=_("What happens"), widget=forms.RadioSelect)
    said = forms.CharField(
        label=_("What was shown, or why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed to refuse, and to close without measure."),
    )

    def __init__(self, *args: Any, obligation: Obligation, **options: Any) -> None:
        super().__init__(*args, **options)
        state = ObligationState(obligation.state)
        self.fields["verb"].choices = [  # type: ignore[attr-defined]
            (verb.value, VERBS[verb])
            for verb in BY_HAND
            if state_after(state, verb) is not None
        ]

    @property
    def has_choices(self) -> bool:
        return bool(self.fields["verb"].choices)  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """To whom a finding is handed, in which words, on which ground."""

    to = forms.ModelChoiceField(
        label=_("Agency in charge"), queryset=Agency.objects.none()
    )
    text = forms.CharField(
        label=_("What is sent"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "The other agency sees these words and nothing else of your section."
        ),
    )
    legal_ground = forms.CharField(
        label=_("Legal ground"),
        max_length=200,
        help_text=_("Like: OSL 10:28 1 st, AL 9:8"),
    )

    def __init__(self, *args: Any, obligation: Obligation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = Agency.objects.filter(  # type: ignore[attr-defined]
            municipality=obligation.agency.municipality_id
        ).exclude(pk=obligation.agency_id)


class TrainingForm(forms.Form):
    """Training that is to follow a finding."""

    diploma = forms.ModelChoiceField(
        label=_("Diploma"), queryset=Diploma.objects.none()
    )
    wanted = forms.IntegerField(
        label=_("How many people"), min_value=1, max_value=200, initial=1
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=StaffRole.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("None chosen: any of the staff."),
    )  # fmt: skip

    def __init__(self, *args: Any, obligation: Obligation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["diploma"].queryset = Diploma.objects.filter(  # type: ignore[attr-defined]
            municipality=obligation.agency.municipality_id
        )

    def clean_roles(self) -> list[StaffRole]:
        return [StaffRole(one) for one in self.cleaned_data["roles"]]


class AnswerForm(forms.Form):
    """What came of what was handed over."""

    answer = forms.CharField(
        label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class TakeBackForm(forms.Form):
    """Why a finding is taken back from whom it was handed to."""

    reason = forms.CharField(
        label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
