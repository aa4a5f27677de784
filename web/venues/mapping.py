"""Making a mapping: a file shows its columns, a person says what they hold."""

import json

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import Municipality
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import DomainError
from venues.rules.register_layout import FIELDS, REQUIRED
from venues.rules.table_file import read_table
from venues.services.mappings import save_mapping
from web.asking import person
from web.venues.forms import MAX_BYTES
from web.words import FIELD_WORDS

_MOST_COLUMNS, _LONGEST = 200, 200


class SampleForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File (CSV or XLSX)"), max_length=200)


class MappingForm(forms.Form):
    """A name, and a column for each field that the file speaks of."""

    called = forms.CharField(label=gettext_lazy("Name of the mapping"), max_length=60)

    def __init__(self, *args: object, columns: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choices = [("", _("the file does not say")), *((one, one) for one in columns)]
        for field in FIELDS:
            self.fields[field] = forms.ChoiceField(
                label=str(FIELD_WORDS[field]),
                choices=choices,
                required=field in REQUIRED,
                initial=next((one for one in columns if one.lower() == field), ""),
            )

    def chosen(self) -> dict[str, str]:
        return {
            field: self.cleaned_data[field]
            for field in FIELDS
            if self.cleaned_data.get(field)
        }


@require_http_methods(["GET", "POST"])
def mapping(request: HttpRequest) -> HttpResponse:
    """First a file, of which only the head is read; then what its columns hold."""
    home = municipalities_where(person(request), Capability.IMPORT_REGISTER).first()
    if home is None:
        raise PermissionDenied
    if request.method == "POST" and "columns" in request.POST:
        return _second_step(request, home)
    form = SampleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            columns = _columns_of(form.cleaned_data["file"].read(MAX_BYTES))
        except DomainError as error:
            form.add_error("file", str(error.sentence))
        else:
            return _ask(request, MappingForm(columns=columns), columns)
    return render(request, "venues/mapping.html", {"form": form})


def _columns_of(content: bytes) -> list[str]:
    columns = read_table(content).columns
    return [one[:_LONGEST] for one in columns if one][:_MOST_COLUMNS]


def _second_step(request: HttpRequest, home: Municipality) -> HttpResponse:
    columns = _sent_columns(request.POST["columns"])
    form = MappingForm(request.POST, columns=columns)
    if form.is_valid():
        try:
            save_mapping(
                user=person(request), municipality=home,
                name=form.cleaned_data["called"], columns=form.chosen(), of_file=columns,
            )  # fmt: skip
        except DomainError as error:
            for one in (error.sentence, *error.particulars[:10]):
                form.add_error(None, str(one))
        else:
            messages.success(
                request,
                _("The mapping is saved. Choose it when you bring the file in."),
            )
            return redirect("import_list")
    return _ask(request, form, columns)


def _sent_columns(text: str) -> list[str]:
    """The columns that the first step wrote into the form; anybody may have changed it."""
    try:
        read = json.loads(text[:100_000])
    except (ValueError, RecursionError):
        return []
    if not isinstance(read, list):
        return []
    return [str(one)[:_LONGEST] for one in read[:_MOST_COLUMNS]]


def _ask(request: HttpRequest, form: MappingForm, columns: list[str]) -> HttpResponse:
    return render(
        request,
        "venues/mapping.html",
        {"form": form, "columns": json.dumps(columns), "is_second": True},
    )
