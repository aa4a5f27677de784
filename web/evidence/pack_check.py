"""Is this the pack that was built? Open to everybody who holds one."""

import hashlib
from pathlib import Path

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from evidence.documents import check_pack
from evidence.queries.packs import pack_named

_SCRIPT = Path(check_pack.__file__)


class DigestForm(forms.Form):
    """64 signs in hex, however they were copied."""

    digest = forms.CharField(
        label=_("Fingerprint, or SHA-256 of the ZIP file"), max_length=200,
        validators=[
            RegexValidator(
                r"^\s*[0-9A-Fa-f]{64}\s*\Z",
                _("A fingerprint has 64 signs, 0 to 9 and a to f."),
            )
        ],
    )  # fmt: skip

    def clean_digest(self) -> str:
        return str(self.cleaned_data["digest"]).strip().lower()


@login_not_required
@require_GET
def pack_check(request: HttpRequest) -> HttpResponse:
    """Whether a fingerprint is one of ours, and of what."""
    form = DigestForm(request.GET if "digest" in request.GET else None)
    is_asked = form.is_valid()
    digest = form.cleaned_data["digest"] if is_asked else ""
    return render(
        request,
        "evidence/pack_check.html",
        {
            "form": form,
            "is_asked": is_asked,
            "digest": digest,
            "known": pack_named(digest) if is_asked else None,
            "command": "python check.py pack.zip",
            "script_sha256": hashlib.sha256(_SCRIPT.read_bytes()).hexdigest(),
        },
    )


@login_not_required
@require_GET
def pack_script(_request: HttpRequest) -> HttpResponse:
    """The script that checks a pack without us."""
    answer = HttpResponse(_SCRIPT.read_bytes(), content_type="text/x-python")
    answer["Content-Disposition"] = 'attachment; filename="check.py"'
    return answer
