"""Forms of courses and sessions."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.queries import people_with
from accounts.rules.capabilities import Capability
from core import clock
from core.nights import LOCAL
from training.models import (
    Course,
    CourseKind,
    CoursePart,
    Diploma,
    Gender,
    ParticipantRole,
    Person,
    QuestionArea,
    Session,
    TestRule,
    Validity,
)
from training.rules.certificate_number import read_number
from venues.models import Venue
from web.fields import (
    DateField,
    LinesField,
    NearDateField,
    PersonField,
    RowForm,
    TimeField,
)


class DiplomaForm(RowForm):
    """A diploma: its letters and names."""

    class Meta:
        model = Diploma
        fields = ("code", "name_sv", "name_en")


class CourseForm(RowForm):
    """What a course is."""

    class Meta:
        model = Course
        fields = (
            "kind", "name_sv", "name_en", "about_sv", "about_en", "diploma", "has_test",
            "ended_on",
        )  # fmt: skip
        field_classes = {"ended_on": DateField}
        widgets = {
            "about_sv": forms.Textarea(attrs={"rows": 3}),
            "about_en": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, municipality: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["diploma"].queryset = Diploma.objects.filter(  # type: ignore[attr-defined]
            municipality=municipality
        )
        self.fields["diploma"].empty_label = _("none")  # type: ignore[attr-defined]
        self.fields["kind"].choices = CourseKind.choices  # type: ignore[attr-defined]


class PartForm(RowForm):
    """One part of a course."""

    class Meta:
        model = CoursePart
        fields = ("day", "name_sv", "name_en", "minutes")


class ValidityForm(RowForm):
    """How long certificates hold."""

    applies_from = DateField(label=_("For certificates issued from"))

    class Meta:
        model = Validity
        fields = ("applies_from", "months")
        help_texts = {"months": _("Empty: without end.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("applies_from", clock.today().isoformat())


class TestRuleForm(RowForm):
    """How the test is passed and taken again."""

    __test__ = False
    applies_from = DateField(label=_("For tests begun from"))

    class Meta:
        model = TestRule
        fields = ("applies_from", "pass_percent", "attempts", "wait_days", "minutes")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("applies_from", clock.today().isoformat())


class AreaForm(RowForm):
    """An area of the question bank."""

    class Meta:
        model = QuestionArea
        fields = ("name_sv", "name_en", "drawn")


class QuestionForm(forms.Form):
    """A question with its answers in both languages."""

    area = forms.ModelChoiceField(label=_("Area"), queryset=QuestionArea.objects.none())
    text_sv = forms.CharField(label=_("Question in Swedish"), max_length=500)
    options_sv = LinesField(label=_("Answers in Swedish, one a line"), max_length=2000)
    text_en = forms.CharField(label=_("Question in English"), max_length=500)
    options_en = LinesField(
        label=_("The same answers in English, in the same order"), max_length=2000
    )
    right = forms.IntegerField(
        label=_("Number of the right answer"), min_value=1, max_value=6
    )

    def __init__(self, *args: Any, course: Course, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].queryset = course.areas.all()  # type: ignore[attr-defined]

    def clean_area(self) -> int:
        return int(self.cleaned_data["area"].pk)

    def clean_right(self) -> int:
        return int(self.cleaned_data["right"]) - 1


class SessionForm(RowForm):
    """A session, with its first day."""

    sign_up_until = DateField(label=_("Sign up until"), required=False)
    day = NearDateField(label=_("First day"))
    starts = TimeField(label=_("From"), initial="09:00")
    ends = TimeField(label=_("To"), initial="16:00")

    class Meta:
        model = Session
        fields = ("course", "language", "place", "capacity", "sign_up_until", "is_open")

    def __init__(self, *args: Any, municipality: str, **options: Any) -> None:
        super().__init__(*args, **options)
        courses = Course.objects.filter(municipality=municipality)
        self.fields["course"].queryset = courses.exclude(  # type: ignore[attr-defined]
            ended_on__lt=clock.today()
        )


class ChangeForm(RowForm):
    """What of a session may change."""

    sign_up_until = DateField(label=_("Sign up until"), required=False)

    class Meta:
        model = Session
        fields = ("place", "capacity", "sign_up_until", "is_open")


class DayForm(forms.Form):
    """One day of a session."""

    day = NearDateField(label=_("Day"))
    starts = TimeField(label=_("From"), initial="09:00")
    ends = TimeField(label=_("To"), initial="16:00")
    place = forms.CharField(label=_("Another place"), max_length=200, required=False)


def instants(day: date, starts: time, ends: time) -> dict[str, datetime]:
    """The day as two instants; an end at or before the beginning is of the next day."""
    last = day if ends > starts else day + timedelta(days=1)
    return {
        "starts_at": datetime.combine(day, starts, LOCAL).astimezone(UTC),
        "ends_at": datetime.combine(last, ends, LOCAL).astimezone(UTC),
    }


class TrainerForm(forms.Form):
    """Who teaches, for whom."""

    name = forms.CharField(label=_("Name"), max_length=120)
    account = PersonField(
        label=_("Account, for the lists and the test"), required=False,
        empty_label=_("none"),
    )  # fmt: skip
    agency = forms.ModelChoiceField(
        label=_("Agency"), queryset=Agency.objects.none(), required=False,
        empty_label=_("another organisation"),
    )  # fmt: skip
    organisation = forms.CharField(
        label=_("Other organisation"), max_length=120, required=False
    )

    def __init__(self, *args: Any, municipality: str, **options: Any) -> None:
        super().__init__(*args, **options)
        people = people_with(Capability.TEACH, municipality)
        self.fields["account"].queryset = people  # type: ignore[attr-defined]
        self.fields["agency"].queryset = Agency.objects.filter(  # type: ignore[attr-defined]
            municipality=municipality
        )


class EnrolForm(forms.Form):
    """Somebody who is known, or somebody new by name and address."""

    person = forms.ModelChoiceField(
        label=_("Somebody who is known"), queryset=Person.objects.none(), required=False,
        empty_label=_("somebody new, as written below"),
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    venue = forms.ModelChoiceField(
        label=_("Sent by the venue"), queryset=Venue.objects.none(), required=False,
        empty_label=_("none"),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Takes part as"), choices=ParticipantRole.choices)
    gender = forms.ChoiceField(
        label=_("Gender, as stated"), choices=Gender.choices, required=False,
        help_text=_("For the figures alone; may be left open."),
    )  # fmt: skip

    def __init__(self, *args: Any, municipality: str, **options: Any) -> None:
        super().__init__(*args, **options)
        people = Person.objects.filter(municipality=municipality, merged_into=None)
        self.fields["person"].queryset = people.order_by("name", "pk")  # type: ignore[attr-defined]
        venues = Venue.objects.filter(municipality=municipality, ended_on=None)
        self.fields["venue"].queryset = venues.order_by("name", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("person") and not found.get("name", "").strip():
            self.add_error("name", _("Choose somebody, or write a name."))
        if found.get("person") and (found.get("name") or found.get("email")):
            self.add_error(
                "person",
                _("Choose somebody who is known, or write somebody new: not both."),
            )
        return found


class WhyForm(forms.Form):
    """Why something is called off or revoked."""

    why = forms.CharField(label=_("Why"), max_length=300)


class ResultForm(forms.Form):
    """A test on paper: for each area how many were right, of how many."""

    def __init__(self, *args: Any, course: Course, **options: Any) -> None:
        super().__init__(*args, **options)
        self.areas = list(course.areas.all())
        for area in self.areas:
            self.fields[f"right_{area.pk}"] = forms.IntegerField(
                label=_("%(area)s: right, of %(asked)s")
                % {"area": area.name, "asked": area.drawn},
                min_value=0, max_value=area.drawn,
            )  # fmt: skip

    @property
    def result(self) -> list[dict[str, Any]]:
        """The result, area by area."""
        return [
            {
                "area": area.name_sv,
                "right": self.cleaned_data[f"right_{area.pk}"],
                "asked": area.drawn,
            }
            for area in self.areas
        ]


class NumberForm(forms.Form):
    """A certificate's number as it stands on the paper."""

    number = forms.CharField(label=_("Number of the certificate"), max_length=40)

    def clean_number(self) -> str:
        number = read_number(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError(
                _("A number looks like AAS-7F3KQ-0M2XZ-9R4TD. Look for a slip.")
            )
        return number
