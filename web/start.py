"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from inspections.queries.custody import held_visible_to
from inspections.queries.sections import sections_visible_to
from web.asking import person


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    unsealed = sections_visible_to(person(request)).filter(sealed_at=None)
    return render(
        request,
        "start.html",
        {
            "unsealed": unsealed.exclude(agency=None)
            .select_related("visit__venue", "agency")
            .order_by("-visit__started_at")[:20],
            "held": held_visible_to(person(request)).count(),
        },
    )
