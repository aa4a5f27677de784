"""Shapes of what the bundle holds. They are printed into the schema and bind nothing:
what goes down is written by `inspections/queries/bundle.py`, and a test compares.
"""

from typing import Any

from rest_framework import serializers

from planning.models import StopKind
from situation.models import WalkKind, WalksFor

Plain = dict[str, Any]


class HoursOut(serializers.Serializer[Plain]):
    space = serializers.ChoiceField(["indoor", "outdoor", "closed_party"])
    weekday = serializers.IntegerField(help_text="0 = Monday")
    opens_minute = serializers.IntegerField()
    closes_minute = serializers.IntegerField(help_text="Past 1440 after midnight")


class ConditionOut(serializers.Serializer[Plain]):
    kind = serializers.CharField()
    text = serializers.CharField()
    amount = serializers.IntegerField(allow_null=True)
    applies_from_minute = serializers.IntegerField(allow_null=True)


class LicenceOut(serializers.Serializer[Plain]):
    version = serializers.IntegerField()
    duration = serializers.CharField()
    audiences = serializers.ListField(child=serializers.CharField())
    drinks = serializers.ListField(child=serializers.CharField())
    spaces = serializers.ListField(child=serializers.CharField())
    special_forms = serializers.ListField(child=serializers.CharField())
    max_persons = serializers.IntegerField(allow_null=True)
    hours_text = serializers.CharField()
    hours = HoursOut(many=True)
    conditions_text = serializers.CharField()
    conditions = ConditionOut(many=True)
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)


class ManagerOut(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class VenueOut(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    municipality = serializers.CharField()
    restaurangnummer = serializers.CharField(allow_null=True)
    name = serializers.CharField()
    address = serializers.CharField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    business_kind = serializers.CharField()
    holder = serializers.CharField(allow_null=True)
    licence = LicenceOut(allow_null=True)
    serving_managers = ManagerOut(many=True)


class OpenFindingOut(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    item = serializers.CharField()
    severity = serializers.CharField()
    follow_up = serializers.CharField()
    text = serializers.CharField()
    found_on = serializers.DateField()


class PastVisitOut(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    night = serializers.DateField()
    kind = serializers.CharField()
    findings = serializers.IntegerField()


class TipOut(serializers.Serializer[Plain]):
    id = serializers.IntegerField()
    received_on = serializers.DateField()
    text = serializers.CharField()
    is_confirmed = serializers.BooleanField()


class HistoryOut(serializers.Serializer[Plain]):
    venue = serializers.UUIDField()
    agency = serializers.CharField()
    open_findings = OpenFindingOut(many=True)
    tips = TipOut(many=True)
    visits = PastVisitOut(many=True)


class ItemOut(serializers.Serializer[Plain]):
    code = serializers.CharField()
    text_sv = serializers.CharField()
    text_en = serializers.CharField()
    lagrum = serializers.CharField()
    severity = serializers.ChoiceField(["minor", "serious", "critical"])
    follow_ups = serializers.ListField(child=serializers.CharField())
    owner = serializers.CharField()
    valid_from = serializers.DateField(required=False)
    valid_to = serializers.DateField(required=False)


class ChecklistOut(serializers.Serializer[Plain]):
    code = serializers.CharField()
    name_sv = serializers.CharField()
    name_en = serializers.CharField()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)
    municipality = serializers.CharField(allow_null=True)
    items = ItemOut(many=True)


class OccasionOut(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    municipality = serializers.CharField()
    night = serializers.DateField()
    name = serializers.CharField()
    invited = serializers.ListField(child=serializers.CharField())


class ContactOut(serializers.Serializer[Plain]):
    municipality = serializers.CharField()
    name = serializers.CharField()
    night_phone = serializers.CharField()


class StopOut(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    venue = serializers.UUIDField()
    night = serializers.DateField()
    occasion = serializers.UUIDField(allow_null=True)
    team = serializers.CharField()
    kind = serializers.ChoiceField(StopKind.choices)
    begins_at = serializers.DateTimeField()
    leaves_at = serializers.DateTimeField()


class RouteStopOut(serializers.Serializer[Plain]):
    name = serializers.CharField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)


class EarlierPointOut(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    where = serializers.CharField()
    text = serializers.CharField()
    feels = serializers.CharField()
    category = serializers.CharField()


class SafetyOut(serializers.Serializer[Plain]):
    meets_at = serializers.DateTimeField()
    meeting_place = serializers.CharField()
    walks_for = serializers.ChoiceField(WalksFor.choices)
    route = RouteStopOut(many=True)
    earlier = EarlierPointOut(
        many=True, help_text="The points of the walk that is walked again"
    )


class WalkOut(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(WalkKind.choices)
    title = serializers.CharField()
    night = serializers.DateField()
    municipality = serializers.CharField()
    leader = serializers.CharField()
    scheme = serializers.CharField(
        help_text="The code of one of the schemes; empty of a safety walk"
    )
    safety = SafetyOut(allow_null=True, help_text="Of a safety walk alone")


class NamedOut(serializers.Serializer[Plain]):
    code = serializers.CharField()
    name_sv = serializers.CharField()
    name_en = serializers.CharField()


class FocusAreaOut(NamedOut):
    attributes = NamedOut(many=True)


class StepOut(serializers.Serializer[Plain]):
    score = serializers.IntegerField()
    name_sv = serializers.CharField()
    name_en = serializers.CharField()


class SchemeOut(NamedOut):
    areas = FocusAreaOut(many=True)
    zones = NamedOut(many=True)
    scale = StepOut(many=True, help_text="Lowest first")


class BundleOut(serializers.Serializer[Plain]):
    epoch = serializers.CharField()
    is_whole = serializers.BooleanField(help_text="Forget what you had before")
    has_more = serializers.BooleanField(help_text="Ask again at once with the cursor")
    cursor = serializers.CharField()
    venues = VenueOut(many=True)
    gone = serializers.ListField(child=serializers.UUIDField())
    histories = HistoryOut(many=True)
    checklists = ChecklistOut(many=True)
    occasions = OccasionOut(many=True)
    contacts = ContactOut(many=True)
    stops = StopOut(many=True, help_text="One's own of tonight's round, and later ones")
    walks = WalkOut(many=True, help_text="Of last night, and later ones")
    schemes = SchemeOut(many=True, help_text="What appraisals walk by")
    walk_categories = NamedOut(many=True, help_text="What a point may be about")
    photo_long_edge = serializers.IntegerField(help_text="Pixels, of a shrunk photo")
