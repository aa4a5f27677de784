"""What the pages of promises ask. Shares are written in per cent."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.queries import people_with
from accounts.rules.capabilities import Capability
from core import clock
from core.periods import half_year_name, half_years_over
from evidence.indicators.registry import REGISTRY
from promises.models import (
    Activity,
    ActivityNote,
    ActivityState,
    FollowUpWords,
    Goal,
    GoalBaseline,
    GoalReading,
    Problem,
    ProblemSource,
    Promise,
    Unit,
)
from promises.rules.follow_up import due_for
from web.fields import DateField, PersonField, RowForm

_HALF_YEARS = 6


def figure_choices() -> list[tuple[str, str]]:
    """Every indicator, waiting or not, and none."""
    return [
        ("", gettext("none")),
        *((one.code, f"{one.code} {one.name}") for one in REGISTRY.values()),
    ]


class PromiseForm(RowForm):
    """What is promised for which time."""

    begins_on = DateField(label=_("begins"))
    ends_on = DateField(label=_("ends"))

    class Meta:
        model = Promise
        fields = ("title", "text", "begins_on", "ends_on", "carries_on")

    def __init__(self, *args: Any, earlier: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        carries_on = self.fields["carries_on"]
        assert isinstance(carries_on, forms.ModelChoiceField)
        carries_on.queryset = earlier


class SourceForm(RowForm):
    """From where a problem is known."""

    dated_on = DateField(label=_("of the day"))

    class Meta:
        model = ProblemSource
        fields = ("kind", "words", "dated_on")


class ProblemForm(RowForm):
    """A problem with its first source."""

    kind = ProblemSource._meta.get_field("kind").formfield()  # noqa: SLF001
    words = forms.CharField(label=_("what it says"), max_length=500)
    dated_on = DateField(label=_("of the day"))

    class Meta:
        model = Problem
        fields = ("title", "text", "where", "is_central")


class GoalForm(RowForm):
    """What is to be reached by when."""

    by_when = DateField(label=_("by when"))
    indicator = forms.ChoiceField(label=_("figure"), required=False)

    class Meta:
        model = Goal
        fields = (
            "text", "measured_by", "indicator", "unit", "direction", "target",
            "target_women", "target_men", "by_when",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        figure = self.fields["indicator"]
        assert isinstance(figure, forms.ChoiceField)
        figure.choices = figure_choices()

    @property
    def said(self) -> dict[str, Any]:
        """What the service asks for."""
        given = dict(self.cleaned_data)
        women, men = given.pop("target_women"), given.pop("target_men")
        unit = given["unit"]
        given["target"] = _of_unit(unit, given["target"])
        return {**given, "genders": _pair(unit, women, men)}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        _check_pair(self, given.get("target_women"), given.get("target_men"))
        return given


def _of_unit(unit: str, value: float) -> float:
    return value / 100 if unit == Unit.SHARE else value


def _pair(
    unit: str, women: float | None, men: float | None
) -> tuple[float, float] | None:
    if women is None or men is None:
        return None
    return _of_unit(unit, women), _of_unit(unit, men)


def _check_pair(form: forms.BaseForm, women: object, men: object) -> None:
    if (women is None) != (men is None):
        form.add_error(None, _("Give both women and men, or neither."))


class NumberForm(RowForm):
    """A number of a goal, in its unit."""

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goal = goal
        if goal.unit == Unit.SHARE:
            self.fields["value"].label = _("value in per cent")

    @property
    def said(self) -> dict[str, Any]:
        """What the service asks for."""
        given = dict(self.cleaned_data)
        women, men = given.pop("women"), given.pop("men")
        given["value"] = _of_unit(self.goal.unit, given["value"])
        return {**given, "genders": _pair(self.goal.unit, women, men)}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        _check_pair(self, given.get("women"), given.get("men"))
        return given


class GoalBaselineForm(NumberForm):
    """What a goal is held against."""

    class Meta:
        model = GoalBaseline
        fields = (
            "of", "value", "women", "men", "source", "definition", "caveat", "why",
        )  # fmt: skip


class GoalReadingForm(NumberForm):
    """How a goal stood on a day."""

    measured_on = DateField(label=_("measured on"))

    class Meta:
        model = GoalReading
        fields = ("measured_on", "value", "women", "men", "source")


class ActivityForm(RowForm):
    """What is done for a promise, by whom, until when."""

    due_on = DateField(label=_("due on"))
    owner = PersonField(label=_("answers for it"))
    indicator = forms.ChoiceField(label=_("figure"), required=False)

    class Meta:
        model = Activity
        fields = (
            "title", "problem", "goal", "owner", "agencies", "due_on", "hours_planned",
            "indicator", "why_no_indicator",
        )  # fmt: skip
        widgets = {"agencies": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        town = promise.municipality_id
        for name, rows in (
            ("problem", promise.problems.all()),
            ("goal", promise.goals.all()),
            ("owner", people_with(Capability.SEE_PROMISES, town)),
            ("agencies", Agency.objects.filter(municipality=town)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
        figure = self.fields["indicator"]
        assert isinstance(figure, forms.ChoiceField)
        figure.choices = figure_choices()


class ActivityNoteForm(RowForm):
    """What came of an activity."""

    class Meta:
        model = ActivityNote
        fields = ("text", "hours", "state")

    def clean_state(self) -> ActivityState:
        return ActivityState(self.cleaned_data["state"])


class FollowUpTermsForm(forms.Form):
    """When it is published, and whom the public may ask."""

    due_on = DateField(label=_("to be published on"))
    contact = forms.CharField(label=_("whom the public may ask"), max_length=300)


class FollowUpForm(FollowUpTermsForm):
    """Of which half-year, besides."""

    last = forms.ChoiceField(label=_("half-year"))
    reason = forms.CharField(
        label=_("why it is told anew"), max_length=500, required=False,
        help_text=_("Only where the half-year was followed up before."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["last"]
        assert isinstance(choice, forms.ChoiceField)
        over = half_years_over(clock.today(), _HALF_YEARS)
        choice.choices = [(one.isoformat(), half_year_name(one)) for one in over]
        self.initial.setdefault("due_on", due_for(over[0]))
        self.order_fields(["last"])

    def clean_last(self) -> date:
        return date.fromisoformat(self.cleaned_data["last"])


class FollowUpWordsForm(RowForm):
    """What came of a promise and what is done next; in English as well, if it is there."""

    class Meta:
        model = FollowUpWords
        fields = ("came", "next_step", "title_en", "came_en", "next_en")
