"""What the pages of reports, cycles and decisions ask."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from situation.models import (
    Decision,
    DecisionState,
    Report,
    Reporter,
)
from situation.rules.cycle import DAYS, LONGEST
from web.fields import DateField, MomentField, RowForm, SeveralField
from web.situation.words import report_name


class HoursForm(forms.Form):
    """When reports are due, and when they are looked at together."""

    due_at = MomentField(label=_("Reports by"))
    meets_at = MomentField(label=_("Meeting"))


class BeginCyclesForm(HoursForm):
    """The first cycle of a town; those after it carry on as it began."""

    first = DateField(label=_("First day"))
    days = forms.IntegerField(
        label=_("How many days"), min_value=1, max_value=LONGEST, initial=DAYS,
        help_text=_("Fourteen in Östersund."),
    )  # fmt: skip
    field_order = ("first", "days", "due_at", "meets_at")


class ReporterForm(RowForm):
    """An organisation that is to report."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Reporter
        fields = ("organisation", "email", "language")


class ReportsField(SeveralField):
    """Reports to choose among, each with its night, what and where."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Report.objects.none(), **options)

    def label_from_instance(self, obj: Report) -> str:
        return report_name(obj)


class DecisionForm(RowForm):
    """What is done about which problem, by whom, by when."""

    due_on = DateField(label=_("due on"))
    reports = ReportsField(label=_("Reports that it answers to"), required=False)

    class Meta:
        model = Decision
        fields = ("problem", "action", "owner", "due_on")

    def __init__(self, *args: Any, among: QuerySet[Report], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose_among(self, among)


class FeedbackForm(forms.Form):
    """What those who reported are told."""

    reports = ReportsField(label=_("Reports that it answers to"))
    text = forms.CharField(
        label=_("What came of it"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, among: QuerySet[Report], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose_among(self, among)


def _choose_among(form: forms.BaseForm, among: QuerySet[Report]) -> None:
    field = form.fields["reports"]
    assert isinstance(field, ReportsField)
    field.queryset = among


class CloseDecisionForm(forms.Form):
    """What came of what was decided."""

    state = forms.ChoiceField(
        label=_("What became of it"), widget=forms.RadioSelect,
        choices=[
            one for one in DecisionState.choices if one[0] != DecisionState.OPEN
        ],
    )  # fmt: skip
    came = forms.CharField(
        label=_("What came of it"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean_state(self) -> DecisionState:
        return DecisionState(self.cleaned_data["state"])
