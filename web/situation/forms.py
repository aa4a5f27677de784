"""What the pages of reports, cycles and decisions ask."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.nights import local
from situation.models import (
    AlcoholRelated,
    Decision,
    DecisionState,
    Precision,
    Report,
    Reporter,
    Severity,
)
from situation.rules.category import offered
from situation.rules.cycle import DAYS, LONGEST
from situation.services.reports import Told
from web.fields import DateField, MomentField, RowForm, SeveralField
from web.situation.words import report_name

_BETWEEN = "\n"


class ReportForm(forms.Form):
    """What was seen, where, when and how serious: four taps on a phone."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    category = forms.ChoiceField(label=_("What"), widget=forms.RadioSelect)
    latitude = forms.FloatField(
        widget=forms.HiddenInput, required=False, min_value=-90, max_value=90
    )
    longitude = forms.FloatField(
        widget=forms.HiddenInput, required=False, min_value=-180, max_value=180
    )
    where = forms.CharField(label=_("Where, in words"), max_length=200, required=False)
    severity = forms.TypedChoiceField(
        label=_("How serious"), choices=Severity.choices, widget=forms.RadioSelect,
        coerce=lambda value: Severity(int(value)),
    )  # fmt: skip
    seen_at = MomentField(label=_("When"))
    precision = forms.ChoiceField(
        label=_("How exact is the place?"), choices=Precision.choices,
        initial=Precision.EXACT,
    )  # fmt: skip
    alcohol = forms.ChoiceField(
        label=_("Did alcohol play a part?"), choices=AlcoholRelated.choices,
        initial=AlcoholRelated.UNKNOWN,
    )  # fmt: skip
    text = forms.CharField(
        label=_("In a few words"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The place and the situation, never a person."),
    )  # fmt: skip
    asked = forms.CharField(widget=forms.HiddenInput, max_length=2500, required=False)
    is_nobody = forms.BooleanField(
        label=_("No, that is nobody: it is a place or a thing"), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        category = self.fields["category"]
        assert isinstance(category, forms.ChoiceField)
        category.choices = [(one.code, one.name) for one in offered().values()]
        self.initial.setdefault("key", uuid4())
        self.initial.setdefault("seen_at", local(clock.now()).replace(tzinfo=None))

    def ask_about(self, words: tuple[str, ...]) -> None:
        """Ask beside the form whether these words are somebody's name."""
        said = {key: value for key, value in self.data.items() if key != "is_nobody"}
        self.data = {**said, "asked": _BETWEEN.join(words)}

    @property
    def is_asking(self) -> bool:
        """Whether a word was asked about."""
        return bool(self.data.get("asked"))

    @property
    def not_people(self) -> list[str]:
        """The words that the reporter says are nobody's name."""
        said = self.cleaned_data
        return said["asked"].split(_BETWEEN) if said["is_nobody"] else []

    @property
    def told(self) -> Told:
        """What the service asks for."""
        said = self.cleaned_data
        latitude, longitude = said["latitude"], said["longitude"]
        is_shown = latitude is not None and longitude is not None
        return Told(
            category=said["category"], severity=said["severity"],
            seen_at=said["seen_at"], where=said["where"],
            position=(latitude, longitude) if is_shown else None,
            precision=Precision(said["precision"]),
            alcohol=AlcoholRelated(said["alcohol"]), text=said["text"],
        )  # fmt: skip


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
