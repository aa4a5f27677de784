"""What the pages of figures ask."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import clock
from evidence.indicators.indicator import Indicator
from evidence.indicators.measure import Shown
from evidence.models import Baseline, PeriodKind
from evidence.rules.period import FIRST_YEAR
from web.fields import DateField, RowForm


class BaselineForm(RowForm):
    """What a figure is held against; a share is written in per cent."""

    class Meta:
        model = Baseline
        fields = ("kind", "of", "value", "source", "caveat", "why")

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_share = indicator.shown is Shown.PERCENT
        value = forms.FloatField(
            label=_("value in per cent") if self.is_share else _("value"), min_value=0,
            max_value=100 if self.is_share else None, localize=True,
        )  # fmt: skip
        self.fields["value"] = value
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [
            (one.value, one.label) for one in PeriodKind if one in indicator.periods
        ]
        self.initial.setdefault("of", "2020")

    def clean_value(self) -> float:
        value: float = self.cleaned_data["value"]
        return value / 100 if self.is_share else value


class MeasureForm(forms.Form):
    """On which day a measure was taken."""

    measure = DateField(label=_("day of the measure"))

    def clean_measure(self) -> date:
        day: date = self.cleaned_data["measure"]
        if not day.year > FIRST_YEAR or day > clock.today():
            raise ValidationError(_("Choose a day that has been."))
        return day
