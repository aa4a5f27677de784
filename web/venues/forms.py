"""Forms of the venue pages. They check shape; meaning is checked in the services."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import DomainError, Invalid
from inspections.rules.risk import RiskClass
from venues.models import Area, BusinessKind, ColumnMapping
from venues.queries.venues import areas_visible_to
from venues.rules.register_layout import KNOWN, Layout, recognised
from venues.rules.table_file import read_table
from web.fields import DateField

MAX_BYTES = 40 * 1024 * 1024


class VenueFilter(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind of business"),
        required=False,
        choices=[("", _("All")), *BusinessKind.choices],
    )
    grade = forms.ChoiceField(
        label=_("Class"),
        required=False,
        choices=[("", _("All")), *((one, one) for one in RiskClass)],
    )
    due = forms.ChoiceField(
        label=_("Due"),
        required=False,
        choices=[
            ("", _("All")),
            ("overdue", _("overdue")),
            ("month", _("within 30 days")),
        ],
    )
    area = forms.ModelChoiceField(
        label=_("Area"),
        required=False,
        queryset=Area.objects.none(),
        empty_label=_("All"),
    )
    findings = forms.BooleanField(label=_("With open deadlines"), required=False)
    late = forms.BooleanField(label=_("Serving after 01"), required=False)
    ended = forms.BooleanField(label=_("Show ended venues too"), required=False)

    def __init__(self, *args: Any, user: User, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        areas = areas_visible_to(user, today)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        if not areas:
            del self.fields["area"]

    def clean_area(self) -> int | None:
        area = self.cleaned_data.get("area")
        return None if area is None else area.pk


class SavedFilterForm(forms.Form):
    """A name for what stands in the address."""

    name = forms.CharField(max_length=60)
    query = forms.CharField(max_length=500, required=False)


class RegisterForm(forms.Form):
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.none()
    )
    file = forms.FileField(label=_("File (CSV or XLSX)"), max_length=200)
    layout = forms.ChoiceField(label=_("Layout"), required=False)
    is_full = forms.BooleanField(
        label=_("The file holds the whole register: end venues that it lacks"),
        required=False,
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        mine = municipalities_where(user, Capability.IMPORT_REGISTER)
        self.fields["municipality"].queryset = mine  # type: ignore[attr-defined]
        self.fields["municipality"].initial = mine.first()
        self.mappings = {
            f"mapping-{row.pk}": row
            for row in ColumnMapping.objects.filter(municipality__in=mine)
        }
        self.fields["layout"].choices = [  # type: ignore[attr-defined]
            ("", _("recognise it by its columns")),
            ("open_data", _("open data, as Göteborg publishes it")),
            ("national", _("the national register's extract")),
            *((key, row.name) for key, row in self.mappings.items()),
        ]
        self.content = b""
        self.chosen_layout = KNOWN["open_data"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if not isinstance(file, UploadedFile):
            return cleaned
        if (file.size or 0) > MAX_BYTES:
            self.add_error("file", _("The file is larger than 40 MB. Split it."))
            return cleaned
        self.content = file.read()
        try:
            self.chosen_layout = self._layout(cleaned.get("layout") or "")
        except Invalid as error:
            self.add_refusal(error)
        return cleaned

    def _layout(self, asked: str) -> Layout:
        if asked in self.mappings:
            row = self.mappings[asked]
            return Layout(row.name, row.columns)
        if asked:
            return KNOWN[asked]
        found = recognised(read_table(self.content).columns)
        if found is None:
            raise Invalid(
                _(
                    "The columns are of no layout we know. Choose a mapping for this file."
                )
            )
        return found

    def add_refusal(self, error: DomainError) -> None:
        """Show a refusal of the domain beside the file, particulars and all."""
        self.add_error("file", str(error.sentence))
        for one in error.particulars[:20]:
            self.add_error("file", str(one))


class AreaForm(forms.Form):
    """An outline from a map program, and from when it holds."""

    name = forms.CharField(label=_("name"), max_length=120)
    valid_from = DateField(label=_("valid from"))
    file = forms.FileField(label=_("GeoJSON file"))
