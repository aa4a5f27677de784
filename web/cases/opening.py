"""Opening a case about a venue."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from cases.services.opening import open_case
from core.errors import Invalid, NotFound, WrongState
from venues.queries.venues import venues_visible_to
from web.asking import person
from web.cases.forms import OpenForm


@require_http_methods(["GET", "POST"])
def case_new(request: HttpRequest, venue: UUID) -> HttpResponse:
    """The form, and opening what it says."""
    found = venues_visible_to(person(request)).filter(pk=venue).first()
    handles = agencies_where(person(request), Capability.HANDLE_CASES)
    if found is None or not handles.filter(municipality=found.municipality_id).exists():
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    form = OpenForm(request.POST or None, user=person(request), venue=found)
    if request.method == "POST" and form.is_valid():
        asked = {
            **form.cleaned_data,
            "findings": [row.finding for row in form.cleaned_data["findings"]],
        }
        try:
            case = open_case(user=person(request), venue=found, **asked)
        except (Invalid, WrongState) as error:
            form.add_error(None, str(error.sentence))
        else:
            return redirect("case_detail", case.pk)
    return render(request, "cases/new.html", {"venue": found, "form": form})
