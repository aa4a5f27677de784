"""Bringing in earlier certificates: upload, look, confirm."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from training.models import CertificateImport, Diploma
from training.services.importing import confirm_certificates, upload_certificates
from web.asking import municipality_in_hand, page_of, person
from web.deeds import done

_MOST_BYTES = 10 * 1024 * 1024


class UploadForm(forms.Form):
    """The file, and what its certificates are of."""

    diploma = forms.ModelChoiceField(
        label=gettext_lazy("Certificates of"), queryset=Diploma.objects.none()
    )
    file = forms.FileField(
        label=gettext_lazy("CSV or XLSX"),
        help_text=gettext_lazy(
            "A row of column names: namn, utfärdat; and, if there are, e-post, "
            "restaurangnummer, roll, giltig till."
        ),
    )

    def __init__(self, *args: Any, municipality: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["diploma"].queryset = Diploma.objects.filter(  # type: ignore[attr-defined]
            municipality=municipality
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > _MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB. Split it."))
        return file


@require_http_methods(["GET", "POST"])
def certificate_imports(request: HttpRequest) -> HttpResponse:
    """The files that came, and the form to bring one."""
    there = municipality_in_hand(request, Capability.ORGANISE_TRAINING)
    form = UploadForm(
        request.POST or None, request.FILES or None, municipality=there.pk
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        row = upload_certificates(
            user=person(request), diploma=form.cleaned_data["diploma"],
            file_name=file.name, content=file.read(),
        )  # fmt: skip
        return redirect("certificate_import", row.pk)
    rows = CertificateImport.objects.filter(municipality=there).defer(
        "content", "lines"
    )
    return render(
        request,
        "training/imports.html",
        {"form": form, "page": page_of(request, rows.select_related("diploma"))},
    )


@require_GET
def certificate_import(request: HttpRequest, batch: UUID) -> HttpResponse:
    """One file: what it would do, line by line."""
    there = municipalities_where(person(request), Capability.ORGANISE_TRAINING)
    row = (
        CertificateImport.objects.filter(pk=batch, municipality__in=there)
        .defer("content")
        .select_related("diploma")
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such file, or it is not yours to see."))
    only = request.GET.get("only", "")
    lines = [one for one in row.lines if not only or one["outcome"] == only]
    return render(
        request,
        "training/import.html",
        {
            "batch": row,
            "page": page_of(request, lines),  # type: ignore[arg-type]
            "waits": row.state in {"uploaded", "confirmed"},
        },
    )


@require_POST
def certificate_import_confirm(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Let what was shown be taken over."""
    return done(
        request,
        lambda: confirm_certificates(
            user=person(request), batch=batch, digest=request.POST.get("digest", "")
        ),
        reverse("certificate_import", args=[batch]),
        _("It is being taken over."),
    )
