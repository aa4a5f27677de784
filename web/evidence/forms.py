"""What the pages of evidence ask."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Municipality
from accounts.queries import people_with
from accounts.rules.capabilities import Capability
from core import clock
from core.bilingual import tongue
from evidence.indicators.registry import REGISTRY
from evidence.indicators.words import period_words
from evidence.models import Edition, Item, Language, Milestone, Scorer
from evidence.queries.certifications import people_for_steps
from evidence.queries.sheets import templates
from evidence.rules.period import half_year
from evidence.rules.scheme import Scheme
from web.fields import DateField, FilesField, PersonField, RowForm

HALF_YEARS = 8
"""How far back a pack may be asked for."""


def attribute_choices(scheme: Scheme) -> list[tuple[str, str]]:
    """Every attribute, by code and name."""
    return [(one.code, f"{one.code} {one.name}") for one in scheme.attributes()]


class ItemForm(RowForm):
    """What a piece of evidence says."""

    dated_on = DateField(label=_("of the day"), required=False)
    link = forms.URLField(
        label=_("address on the web"), required=False, max_length=500,
        assume_scheme="https",
    )  # fmt: skip
    indicator = forms.ChoiceField(label=_("figure"), required=False)

    class Meta:
        model = Item
        fields = ("kind", "title", "text", "link", "indicator", "dated_on", "is_public")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        figure = self.fields["indicator"]
        assert isinstance(figure, forms.ChoiceField)
        figure.choices = [
            ("", _("none")),
            *(
                (one.code, f"{one.code} {one.name}")
                for one in REGISTRY.values()
                if not one.waits
            ),
        ]


class NewItemForm(ItemForm):
    """The same, with the attributes and time zones that it speaks for."""

    field_order = ("attributes", "zones", "kind", "title", "text")

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attributes"] = forms.MultipleChoiceField(
            label=_("Speaks for the attributes"),
            choices=attribute_choices(scheme),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["zones"] = forms.MultipleChoiceField(
            label=_("In the time zones (none: all night)"), required=False,
            choices=[(one.code, one.name) for one in scheme.zones],
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.order_fields(self.field_order)

    @property
    def places(self) -> list[tuple[str, str]]:
        """Each attribute in each time zone."""
        zones = self.cleaned_data["zones"] or [""]
        return [
            (one, zone) for one in self.cleaned_data["attributes"] for zone in zones
        ]

    @property
    def said(self) -> dict[str, Any]:
        """What it says, without its places."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"attributes", "zones"}
        }


class AskForm(forms.Form):
    """Who is to give evidence of what by when."""

    title = forms.CharField(label=_("What is wanted"), max_length=200)
    owner = PersonField(label=_("From whom"))
    wanted_by = DateField(label=_("wanted by"))
    zone = forms.ChoiceField(label=_("Time zone"), required=False)

    def __init__(
        self, *args: Any, municipality: Municipality, scheme: Scheme, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people = people_with(Capability.KEEP_EVIDENCE, municipality.pk)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]
        zone = self.fields["zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = [
            ("", _("all night")),
            *((one.code, one.name) for one in scheme.zones),
        ]


class ScoreForm(forms.Form):
    """A score with its reason."""

    by = forms.ChoiceField(label=_("given by"), choices=Scorer)
    score = forms.TypedChoiceField(label=_("score"), coerce=int)
    reason = forms.CharField(
        label=_("why"),
        max_length=2000,
        min_length=3,
        widget=forms.Textarea({"rows": 3}),
    )
    scored_on = DateField(label=_("on"))

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        score = self.fields["score"]
        assert isinstance(score, forms.ChoiceField)
        score.choices = [
            (number, f"{number} {one.name}") for number, one in scheme.scale.items()
        ]

    def clean_by(self) -> Scorer:
        return Scorer(self.cleaned_data["by"])


class ReasonForm(forms.Form):
    """Why something goes back."""

    reason = forms.CharField(required=False, max_length=500)


class FilesForm(forms.Form):
    """Photos and PDFs."""

    received = FilesField(label=_("Photos or PDFs"))


class PackForm(forms.Form):
    """What a pack is to be."""

    title = forms.CharField(
        label=_("Title"), max_length=120, initial=_("Purple Flag: application")
    )
    agency = forms.ChoiceField(label=_("Whose figures"))
    until = forms.ChoiceField(label=_("To and including"))
    edition = forms.ChoiceField(label=_("For whom"), choices=Edition)
    language = forms.ChoiceField(label=_("Language"), choices=Language)

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.pk): one for one in agencies}
        ended = half_year(clock.today()).previous().back(HALF_YEARS)[::-1]
        self._choose(
            "agency",
            [
                (key, f"{one.name}, {one.municipality.name}")
                for key, one in self.agencies.items()
            ],
        )
        self._choose(
            "until", [(one.last.isoformat(), period_words(one)) for one in ended]
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_agency(self) -> Agency:
        return self.agencies[self.cleaned_data["agency"]]

    def clean_until(self) -> date:
        return date.fromisoformat(self.cleaned_data["until"])

    def clean_edition(self) -> Edition:
        return Edition(self.cleaned_data["edition"])

    def clean_language(self) -> Language:
        return Language(self.cleaned_data["language"])


class BeginForm(forms.Form):
    """What a round of a certification is called."""

    title = forms.CharField(label=_("Title"), max_length=120)


class PlanForm(RowForm):
    """When a step is due, and who answers for it."""

    due_on = DateField(label=_("Due on"), required=False)
    owner = PersonField(label=_("Who answers for it"), required=False)

    class Meta:
        model = Milestone
        fields = ("due_on", "owner")

    def __init__(self, *args: Any, municipality: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"plan-{self.instance.pk}-%s"
        people = people_for_steps(municipality)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]


class DoneForm(RowForm):
    """The day on which a step was done; none: it is open."""

    done_on = DateField(label=_("Done on"), required=False)

    class Meta:
        model = Milestone
        fields = ("done_on", "note")


class StepForm(forms.Form):
    """A step of one's own."""

    name = forms.CharField(label=_("What the step is called"), max_length=120)


class SheetForm(forms.Form):
    """A sheet of incidents that was published."""

    template = forms.ChoiceField(label=_("Kind of sheet"))
    title = forms.CharField(label=_("Title"), max_length=120)
    source = forms.CharField(label=_("Where it comes from"), max_length=200)
    file = forms.FileField(label=_("The sheet (Excel or CSV)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["template"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.code, one.name[tongue()]) for one in templates().values()]
