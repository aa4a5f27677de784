"""What the pages of safety walks ask."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core import clock
from core.choices import label
from core.nights import local
from situation.models import (
    AgeBand,
    ChosenBecause,
    Feels,
    Light,
    Measure,
    MeasureState,
    NotePhoto,
    ParticipantGender,
    ParticipantRole,
    SafetyWalk,
    Walk,
    WalkPoint,
    WalksFor,
)
from situation.queries.safety_walks import walked_of
from situation.rules.category import walk_category_name
from situation.rules.measure import FOLLOWS
from situation.services.safety_walks import Group, Plan
from web.fields import (
    DateField,
    LinesField,
    MomentField,
    ReasonForm,
    RowForm,
    SeveralField,
    UploadsField,
)
from web.walks.route import RouteField, lines_of

_MOST_OF_A_KIND = 500
_LONGEST_ADDRESS = 254


class PlanSafetyWalkForm(forms.Form):
    """A safety walk: where, when, why there, for whom, along which way."""

    title = forms.CharField(label=_("What the walk is called"), max_length=200)
    agency = forms.ModelChoiceField(
        label=_("agency"), queryset=Agency.objects.none(), empty_label=None
    )
    meets_at = MomentField(label=_("Gathers at"))
    meeting_place = forms.CharField(label=_("Where it gathers"), max_length=200)
    chosen_because = forms.TypedChoiceField(
        label=_("Why just there"), choices=ChosenBecause.choices, coerce=ChosenBecause
    )
    chosen_how = forms.CharField(
        label=_("How it was chosen, in a few words"), max_length=500, required=False
    )
    walks_for = forms.TypedChoiceField(
        label=_("For whom"), choices=WalksFor.choices, coerce=WalksFor,
        help_text=_("At least one walk a year is led by women or for women alone."),
    )  # fmt: skip
    again = forms.ModelChoiceField(
        label=_("Walks again what was walked"), queryset=Walk.objects.none(),
        required=False, empty_label=_("no: a new walk"),
        help_text=_("Its points stand on the tablet, to be looked at one by one."),
    )  # fmt: skip
    route = RouteField(
        label=_("Route, one stop a line"), required=False, max_length=8000,
        help_text=_("Touch the map to put a stop there, and write over its name."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, user: User, row: SafetyWalk | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        held: Any = agencies_where(user, Capability.PLAN_WALKS)
        first: Agency | None = held.order_by("name").first()
        self._choose("agency", held.order_by("name"))
        agency = first if row is None else row.walk.agency
        if agency is not None:
            walks = walked_of(agency.municipality)
            self._choose("again", walks.exclude(pk=row.pk) if row else walks)
        self.initial.setdefault("agency", first and first.pk)
        if row is not None:
            del self.fields["agency"]
            self.initial = {**self.initial, **_said(row)}

    def _choose(self, name: str, among: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = among

    @property
    def plan(self) -> Plan:
        """What the service asks for."""
        said = {one: self.cleaned_data[one] for one in Plan.__dataclass_fields__}
        return Plan(**said)


def _said(row: SafetyWalk) -> dict[str, Any]:
    return {
        "title": row.walk.title, "meets_at": local(row.meets_at).replace(tzinfo=None),
        "meeting_place": row.meeting_place, "chosen_because": row.chosen_because,
        "chosen_how": row.chosen_how, "walks_for": row.walks_for, "again": row.again_id,
        "route": lines_of(row.route),
    }  # fmt: skip


class AddressesForm(forms.Form):
    """Who is told: addresses, no names."""

    emails = LinesField(
        label=_("E-mail addresses, one a line"), max_length=40_000,
        help_text=_(
            "Of residents who want to come, property owners, associations. They get the "
            "invitation, the protocol and the answer, and are forgotten half a year after "
            "the walk."
        ),
    )  # fmt: skip

    def clean_emails(self) -> list[str]:
        for one in self.cleaned_data["emails"]:
            try:
                validate_email(one)
            except ValidationError:
                is_one = False
            else:
                is_one = len(one) <= _LONGEST_ADDRESS
            if not is_one:
                raise ValidationError(
                    _("This is no e-mail address: “%(line)s”."),
                    params={"line": one[:80]},
                )
        return list(self.cleaned_data["emails"])


class InviteForm(forms.Form):
    """Words of one's own in the invitation."""

    text = forms.CharField(
        label=_("In your own words"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Place, day and hour stand there already."),
    )  # fmt: skip


class EndForm(ReasonForm):
    """When a walk ended whose end never came from a tablet, and why it is said here."""

    at = MomentField(label=_("Ended at"))
    field_order = ("at", "reason")


class LightForm(forms.Form):
    """In what light and weather it was walked."""

    light = forms.ChoiceField(
        label=_("Light"), required=False, choices=[("", _("not noted")), *Light.choices]
    )
    weather = forms.CharField(label=_("Weather"), max_length=100, required=False)


class GroupForm(forms.Form):
    """How many of a kind came."""

    role = forms.ChoiceField(label=_("As what"), choices=ParticipantRole.choices)
    gender = forms.ChoiceField(label=_("Gender"), choices=ParticipantGender.choices)
    age = forms.ChoiceField(label=_("Age"), choices=AgeBand.choices)
    count = forms.IntegerField(
        label=_("How many"), min_value=0, max_value=_MOST_OF_A_KIND, required=False
    )

    @property
    def group(self) -> Group:
        """What the service asks for; nobody where no number was written."""
        said = self.cleaned_data
        return Group(said["role"], said["gender"], said["age"], said["count"] or 0)


GroupForms = forms.formset_factory(GroupForm, extra=3, max_num=60, validate_max=True)


def groups_of(row: SafetyWalk) -> list[dict[str, Any]]:
    """Who came, as the form asks for it."""
    return [
        {"role": one.role, "gender": one.gender, "age": one.age, "count": one.count}
        for one in row.participants.all()
    ]


def point_name(row: WalkPoint) -> str:
    """A point in a line."""
    parts = (
        f"{local(row.seen_at):%H:%M}", label(Feels, row.feels), row.where,
        walk_category_name(row.category), row.text[:80],
    )  # fmt: skip
    return " · ".join(part for part in parts if part)


class PointsField(SeveralField):
    """Points to choose among."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=WalkPoint.objects.none(), **options)

    def label_from_instance(self, obj: WalkPoint) -> str:
        return point_name(obj)


class MeasureForm(RowForm):
    """What is to be done about which points, and by whom."""

    points = PointsField(label=_("Points that it answers"))

    class Meta:
        model = Measure
        fields = ("action", "owner", "cost")

    def __init__(self, *args: Any, among: QuerySet[WalkPoint], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["points"]
        assert isinstance(field, PointsField)
        field.queryset = among


class MoveMeasureForm(forms.Form):
    """What became of a measure."""

    state = forms.ChoiceField(label=_("What became of it"), widget=forms.RadioSelect)
    on = DateField(label=_("on"))
    words = forms.CharField(
        label=_("In a few words"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Owed when it is declined, examined, put off or not in place. Those who walked "
            "along read it."
        ),
    )  # fmt: skip
    due_on = DateField(
        label=_("Due on"), required=False,
        help_text=_("When it is to be carried out."),
    )  # fmt: skip
    photos = UploadsField(
        label=_("Photo of how it looks now"),
        help_text=_("To verify it. Nobody may be recognised on it."),
    )  # fmt: skip

    def __init__(self, *args: Any, row: Measure, **options: Any) -> None:
        super().__init__(*args, **options)
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)
        after = FOLLOWS[MeasureState(row.state)]
        state.choices = [(one.value, one.label) for one in MeasureState if one in after]
        self.initial.setdefault("on", clock.today())
        if row.due_on is not None:
            self.initial.setdefault("due_on", row.due_on)

    def clean_state(self) -> MeasureState:
        return MeasureState(self.cleaned_data["state"])


class PhotosField(SeveralField):
    """Photos to choose among, each by the point that it shows."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=NotePhoto.objects.none(), **options)

    def label_from_instance(self, obj: NotePhoto) -> str:
        return point_name(obj.note.point)


class SendProtocolForm(forms.Form):
    """Which photos go along: those on which nobody can be recognised; and whose words do
    not.
    """

    photos = PhotosField(
        label=_("Photos on which nobody can be recognised"), required=False
    )
    without_words = PointsField(
        label=_("Points whose words stay out"), required=False,
        help_text=_("Because they tell of somebody. How the place feels stays."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        photos: QuerySet[NotePhoto],
        points: QuerySet[WalkPoint],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name, among in (("photos", photos), ("without_words", points)):
            field = self.fields[name]
            assert isinstance(field, SeveralField)
            field.queryset = among
            if not among.exists():
                del self.fields[name]


class AnswerForm(forms.Form):
    """What those who walked along are told."""

    text = forms.CharField(
        label=_("What came of it"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Also what was declined, and why."),
    )  # fmt: skip
