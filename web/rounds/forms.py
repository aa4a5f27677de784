"""Forms of a round: beginning it, its teams, its wishes, and moving a stop."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Avg
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core import clock
from core.nights import LOCAL, NIGHT_ENDS, night_or_civil_date
from inspections.models import Occasion
from planning.models import Round, StopKind, Travel, WishKind
from planning.services.asking import officers_of
from venues.models import Venue
from web.fields import DateField, SeveralField, TimeField


def instant_of(night: date, wall: time) -> datetime:
    """A time of the night's wall clock; what is before its end is of the next day."""
    day = night + timedelta(days=1) if wall <= NIGHT_ENDS else night
    return datetime.combine(day, wall, LOCAL).astimezone(UTC)


class OccasionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.night} {obj.name}"


class RoundForm(forms.Form):
    """For whom, which night, and how it is to be planned."""

    agency = forms.ModelChoiceField(label=_("Agency"), queryset=Agency.objects.none())
    night = DateField(
        label=_("Night (the date on which it begins)"),
    )
    occasion = OccasionChoice(
        label=_("Joint night"),
        queryset=Occasion.objects.none(),
        required=False,
        empty_label=_("no joint night"),
    )
    joint_stops = forms.IntegerField(
        label=_("Joint stops wanted"),
        min_value=0,
        max_value=200,
        required=False,
        help_text=_(
            "How many stops teams of several agencies make at most. Empty: as many as "
            "there is time for."
        ),
    )
    random_percent = forms.IntegerField(
        label=_("Drawn at random, per cent"),
        min_value=0,
        max_value=100,
        initial=20,
        help_text=_("So that nobody can predict a visit."),
    )
    seconds = forms.IntegerField(
        label=_("Seconds to plan"), min_value=1, max_value=120, initial=10
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        agencies = agencies_where(user, Capability.PLAN_OCCASIONS)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        self.fields["agency"].initial = agencies.first()
        tonight = night_or_civil_date(clock.now())
        self.fields["night"].initial = tonight.isoformat()
        self.fields["occasion"].queryset = Occasion.objects.filter(  # type: ignore[attr-defined]
            municipality__in=agencies.values("municipality"),
            night__gte=clock.today() - timedelta(days=1),
        )


class PeopleField(SeveralField):
    """Several people, by their names."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class TeamForm(forms.Form):
    """Who goes together, when, from where and how."""

    name = forms.CharField(label=_("Name"), max_length=60)
    officers = PeopleField(
        label=_("Officers"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    travel = forms.ChoiceField(label=_("How they get about"), choices=Travel.choices)
    starts = TimeField(
        label=_("From"),
    )
    ends = TimeField(
        label=_("To"),
    )
    latitude = forms.FloatField(
        label=_("Starts and ends at, latitude (WGS84)"), min_value=-90, max_value=90
    )
    longitude = forms.FloatField(
        label=_("Longitude (WGS84)"), min_value=-180, max_value=180
    )

    def __init__(self, *args: Any, row: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        self.night = row.night
        people = User.objects.filter(pk__in=[one.pk for one in officers_of(row)])
        taken = people.filter(pk__in=row.teams.values("officers"))
        free = people.exclude(pk__in=taken.values("pk"))
        self.fields["officers"].queryset = free.order_by("name")  # type: ignore[attr-defined]
        number = row.teams.count() + 1
        self.initial = {
            "name": _("Team %(number)s") % {"number": number},
            "starts": "20:00",
            "ends": "03:00",
            **_place(row),
            **self.initial,
        }

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for name in ("starts", "ends"):
            if name in found:
                found[f"{name}_at"] = instant_of(self.night, found.pop(name))
        return found


def _place(row: Round) -> dict[str, float]:
    """Where the last team starts, else the middle of the town's venues."""
    last = row.teams.last()
    if last is not None:
        return {"latitude": last.latitude, "longitude": last.longitude}
    known = Venue.objects.filter(
        municipality=row.agency.municipality_id, ended_on=None, latitude__isnull=False
    )
    middle = known.aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    return {
        name: round(value, 5) for name, value in middle.items() if value is not None
    }


def _venues(row: Round) -> Any:
    return Venue.objects.filter(
        municipality=row.agency.municipality_id, ended_on=None
    ).order_by("name", "pk")


class WishForm(forms.Form):
    """What must hold for a venue tonight."""

    venue = forms.ModelChoiceField(label=_("Venue"), queryset=Venue.objects.none())
    kind = forms.ChoiceField(label=_("Wish"), choices=WishKind.choices)
    at = TimeField(
        label=_("Time"),
        required=False,
        help_text=_("For “not before” alone."),
    )

    def __init__(self, *args: Any, row: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        self.night = row.night
        self.fields["venue"].queryset = _venues(row)  # type: ignore[attr-defined]

    def clean_at(self) -> datetime | None:
        wall = self.cleaned_data["at"]
        return None if wall is None else instant_of(self.night, wall)


class MoveForm(forms.Form):
    """Where a venue goes in the plan."""

    venue = forms.ModelChoiceField(label=_("Venue"), queryset=Venue.objects.none())
    kind = forms.ChoiceField(label=_("Visit"), choices=StopKind.choices)
    team = forms.ChoiceField(label=_("Team"))
    place = forms.IntegerField(
        label=_("Place in the order"), min_value=1, max_value=200
    )

    def __init__(self, *args: Any, row: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["venue"].queryset = _venues(row)  # type: ignore[attr-defined]
        self.fields["team"].choices = [  # type: ignore[attr-defined]
            (team.pk, team.name) for team in row.teams.all()
        ]
