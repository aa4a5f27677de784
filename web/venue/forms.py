"""Forms of the venue's own pages."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from core import clock
from core.nights import local, night_or_civil_date
from core.uploads import MOST_BYTES
from portal.models import IncidentKind, NotificationKind
from training.models import (
    Employment,
    Enrolment,
    EnrolmentState,
    ParticipantRole,
    StaffRole,
)
from training.queries.people import staff_of_venue
from venues.models import MailWish, Venue
from web.fields import DateField, MomentField, SeveralField, TimeField, UploadsField


class WelcomeForm(forms.Form):
    """Who accepts an invitation."""

    name = forms.CharField(
        label=_("Your name"), max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password, if you want one"), required=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least twelve characters. Without one we mail you a code each time you "
            "sign in."
        ),
    )  # fmt: skip

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password


class ProofForm(forms.Form):
    """What was done, and what shows it."""

    said = forms.CharField(
        label=_("What did you do?"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    shown = UploadsField()


class TextForm(forms.Form):
    """A few words, or many."""

    text = forms.CharField(
        label=_("Your words"), max_length=8000, widget=forms.Textarea(attrs={"rows": 5})
    )


class PartyForm(TextForm):
    """What the party of a case answers, and what shows it."""

    shown = UploadsField()


class RevisitForm(forms.Form):
    """That it is put right, and may be looked at."""

    said = forms.CharField(
        label=_("What is put right"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class StaffForm(forms.Form):
    """Somebody who works here."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False,
        help_text=_("The person gets a link to their own page: courses and certificates."),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"), choices=StaffRole.choices)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    started_on = DateField(label=_("From"))
    agreed = forms.BooleanField(
        label=_("The person knows of this and agrees"), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["started_on"].initial = clock.today().isoformat()


class ShiftForm(forms.Form):
    """Who of the staff is on duty on a night, from when to when."""

    night = DateField(label=_("Night"))
    starts = TimeField(label=_("From"), help_text=_("00:30 is the next morning."))
    ends = TimeField(label=_("To"))
    people = SeveralField(
        label=_("Who"), queryset=Employment.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, venue: Venue, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["night"].initial = night_or_civil_date(clock.now())
        staff = self.fields["people"]
        staff.queryset = staff_of_venue(venue, clock.today())  # type: ignore[attr-defined]
        staff.label_from_instance = lambda row: (  # type: ignore[attr-defined]
            f"{row.person.name}, {row.get_role_display()}"
        )


class RosterForm(forms.Form):
    """A roster, typed or pasted."""

    text = forms.CharField(
        label=_("Lines: night, name, from, to"), max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Like: 2026-11-27; Anna Påhittad; 18:00; 02:00"),
    )  # fmt: skip


class RosterFileForm(forms.Form):
    """A roster from a file."""

    file = forms.FileField(
        label=_("CSV or XLSX"),
        help_text=_("Columns: natt, namn, från, till."),
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB. Split it."))
        content: bytes = file.read()
        return content


class EmploymentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody of the staff, with their role."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person.name}, {obj.get_role_display()}"


class SignUpForm(forms.Form):
    """Somebody of the staff who is not signed up for the session yet."""

    employment = EmploymentChoice(
        label=_("Who"), queryset=Employment.objects.none(), empty_label=None
    )
    role = forms.ChoiceField(label=_("Takes part as"), choices=ParticipantRole.choices)

    def __init__(self, *args: Any, venue: Venue, session: UUID, **options: Any) -> None:
        options["prefix"] = str(session)[:8]
        super().__init__(*args, **options)
        listed = Enrolment.objects.filter(session=session).exclude(
            state=EnrolmentState.CANCELLED
        )
        staff = staff_of_venue(venue, clock.today())
        self.fields["employment"].queryset = staff.exclude(  # type: ignore[attr-defined]
            person__in=listed.values("person")
        )
        self.fields["role"].initial = ParticipantRole.SERVING


class NotifyForm(forms.Form):
    """What is notified."""

    kind = forms.ChoiceField(label=_("What"), choices=NotificationKind.choices)
    employment = EmploymentChoice(
        label=_("Who (for a serving manager)"), queryset=Employment.objects.none(),
        required=False, empty_label=_("nobody"),
    )  # fmt: skip
    from_on = DateField(label=_("From"))
    text = forms.CharField(
        label=_("In your own words"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, venue: Venue, **options: Any) -> None:
        super().__init__(*args, **options)
        managers = staff_of_venue(venue, clock.today()).filter(
            role=StaffRole.SERVING_MANAGER
        )
        self.fields["employment"].queryset = managers  # type: ignore[attr-defined]
        self.fields["from_on"].initial = clock.today().isoformat()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "kind" in found:
            found["kind"] = NotificationKind(found["kind"])
        who = found.get("employment")
        found["employment"] = None if who is None else who.pk
        return found


class IncidentForm(forms.Form):
    """A line of the log."""

    at = MomentField(label=_("When"))
    kind = forms.ChoiceField(label=_("What"), choices=IncidentKind.choices)
    text = forms.CharField(
        label=_("What happened"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Name nobody: neither guests nor staff."),
    )  # fmt: skip
    done = forms.CharField(
        label=_("What we did"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["at"].initial = local(clock.now()).strftime("%Y-%m-%dT%H:%M")


class MailForm(forms.Form):
    """When one wants to hear of what is new."""

    mail = forms.ChoiceField(
        label=_("Mail about what is new"), choices=MailWish.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
