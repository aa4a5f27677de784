"""Who reports: organisations, and their links."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.rules.capabilities import Capability
from core.errors import NotAllowed, NotFound
from situation.queries.cycles import reporters_visible_to
from situation.services.reporters import (
    end_reporter,
    renew_reporter_link,
    take_on_reporter,
)
from web.asking import chosen_municipality, municipality_in_hand, page_of, person
from web.deeds import done, taken
from web.situation.forms import ReporterForm

_SAID = {
    "renew": gettext_lazy("The old links open nothing any more; a new one is mailed."),
    "end": gettext_lazy("Nothing is awaited from it any more; what it told stays."),
}


@require_http_methods(["GET", "POST"])
def reporter_list(request: HttpRequest) -> HttpResponse:
    """Every reporter; and taking one on."""
    municipality_in_hand(request, Capability.SEE_SITUATION)
    there = chosen_municipality(request, Capability.KEEP_SITUATION)

    def page(form: forms.BaseForm) -> HttpResponse:
        rows = reporters_visible_to(person(request))
        return render(
            request,
            "situation/reporters.html",
            {
                "page": page_of(request, rows.order_by("ended_on", "organisation")),
                "keeps": there,
                "form": form,
            },
        )

    if request.method == "GET":
        return page(ReporterForm())
    if there is None:
        raise NotAllowed(_("Only a coordinator takes reporters on."))
    return taken(
        request, ReporterForm(request.POST),
        lambda **said: take_on_reporter(
            user=person(request), municipality=there, **said
        ),
        page, then=reverse("reporter_list"),
        said=_("It is taken on; its link is mailed."),
    )  # fmt: skip


@require_POST
def reporter_deed(request: HttpRequest, reporter: UUID, deed: str) -> HttpResponse:
    """Renew a link, or end it."""
    user = person(request)
    deeds: Mapping[str, Callable[[], object]] = {
        "renew": lambda: renew_reporter_link(user=user, reporter=reporter),
        "end": lambda: end_reporter(user=user, reporter=reporter),
    }
    if deed not in deeds:
        raise NotFound(_("There is no such page."))
    return done(request, deeds[deed], reverse("reporter_list"), _SAID[deed])
