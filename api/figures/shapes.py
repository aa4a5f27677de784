"""What indicators and figures look like to other systems."""

from typing import Any

from rest_framework import serializers


class Texts(serializers.Serializer[dict[str, str]]):
    """A text in both languages."""

    sv = serializers.CharField()
    en = serializers.CharField()


class IndicatorShape(serializers.Serializer[dict[str, Any]]):
    """A definition. `awaits` names the facts that are missing, when it has no value yet."""

    code = serializers.CharField()
    name = Texts()
    numerator = Texts()
    denominator = Texts()
    attributes = serializers.ListField(child=serializers.CharField())
    periods = serializers.ListField(child=serializers.CharField())
    direction = serializers.ChoiceField(["up", "down", "context"])
    shown = serializers.ChoiceField(
        ["percent", "number", "decimal", "days"], allow_null=True
    )
    parts = serializers.ListField(child=serializers.CharField(allow_blank=True))
    version = serializers.IntegerField()
    since = serializers.DateField()
    awaits = Texts(allow_null=True)


class BaselineShape(serializers.Serializer[dict[str, Any]]):
    """What a figure is held against; by the definition of `version`."""

    of = serializers.CharField()
    value = serializers.FloatField()
    source = serializers.CharField()  # type: ignore[assignment]  # DRF collects it
    caveat = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()


class FigureShape(serializers.Serializer[dict[str, Any]]):
    """A number with what it needs to be believed; shares go from 0 to 1. `value` is null
    where there is nothing to divide by. `part` is empty for the whole.
    """

    code = serializers.CharField()
    part = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()
    value = serializers.FloatField(allow_null=True)
    counted = serializers.FloatField(allow_null=True)
    among = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    unchecked = serializers.IntegerField(allow_null=True)
    waiting = serializers.IntegerField(allow_null=True)
    expected = serializers.FloatField(allow_null=True)
    baseline = BaselineShape(allow_null=True, help_text="Of the whole figure alone")


class PeriodShape(serializers.Serializer[dict[str, Any]]):
    """The figures of one agency and period; `published_at` is null while they can change."""

    agency = serializers.IntegerField()
    period = serializers.CharField()
    first = serializers.DateField()
    last = serializers.DateField()
    published_at = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField(allow_null=True)
    figures = FigureShape(many=True)
