"""Does a certificate hold? The public page behind the code on every paper."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from core import clock
from training.models import Certificate
from training.queries.certificates import standing_of
from training.rules.certificate_number import read_number
from training.rules.shown_name import shown_name
from web.training.forms import NumberForm


@login_not_required
@require_GET
def certificate_ask(request: HttpRequest) -> HttpResponse:
    """A field for the number, for whoever has no camera."""
    form = NumberForm(request.GET if "number" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("certificate_public", form.cleaned_data["number"])
    return render(request, "my/certificate_ask.html", {"form": form})


@login_not_required
@require_GET
def certificate_public(request: HttpRequest, number: str) -> HttpResponse:
    """Valid, expired or revoked; first name and a letter; nothing more."""
    known = read_number(number)
    row = (
        None
        if known is None
        else Certificate.objects.select_related("person").filter(number=known).first()
    )
    answer = render(
        request,
        "my/certificate.html",
        {
            "number": known,
            "name": "" if row is None else shown_name(row.person.name),
            "standing": None if row is None else standing_of(row, clock.today()),
        },
        status=404 if row is None else 200,
    )  # fmt: skip
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
