"""A reporter's own page, opened by its signed link: telling what was seen takes a minute."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.errors import NotFound
from situation.models import Cycle, Feedback, Report, Reporter
from situation.queries.cycles import answered_by, spans_of
from situation.rules.cycle import cycle_to_answer
from situation.services.reporters import reporter_at
from situation.services.reports import tell, tell_nothing, withdraw
from situation.services.telling import LooksLikeAName
from web.deeds import done, taken
from web.fields import ReasonForm
from web.situation import words
from web.situation.place_map import place_map
from web.situation.sighting import ReportForm
from web.situation.words import report_name
from web.unkept import unkept

_SHOWN = 10
Given = ParamSpec("Given")


Page = Callable[Concatenate[HttpRequest, Reporter, str, Given], HttpResponse]


def reporters_own(
    view: Page[Given],
) -> Callable[Concatenate[HttpRequest, str, Given], HttpResponse]:
    """A page that a reporter's address opens, in the language of its letters until another
    was chosen.
    """

    @unkept
    @wraps(view)
    def opened(
        request: HttpRequest, address: str, *args: Given.args, **named: Given.kwargs
    ) -> HttpResponse:
        who = reporter_at(address)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        is_known = chosen in dict(settings.LANGUAGES)
        with translation.override(chosen if is_known else who.language):
            return view(request, who, address, *args, **named)

    return opened


@reporters_own
@require_http_methods(["GET", "POST"])
def report_page(request: HttpRequest, who: Reporter, address: str) -> HttpResponse:
    """The form; below it what was told, what came of it, and the last picture."""
    if request.method == "GET":
        return _page(request, who, address, ReportForm())
    form = ReportForm(request.POST)

    def take(**_said: Any) -> object:
        try:
            return tell(
                reporter=who, key=form.cleaned_data["key"], told=form.told,
                not_people=form.not_people,
            )  # fmt: skip
        except LooksLikeAName as error:
            form.ask_about(error.words)
            raise

    return taken(
        request, form, take,
        lambda wrong: _page(request, who, address, wrong),
        then=reverse("report_page", args=[address]),
        said=_("Thank you, it is told."),
    )  # fmt: skip


def _page(request: HttpRequest, who: Reporter, address: str, form: Any) -> HttpResponse:
    town = who.municipality
    span = cycle_to_answer(clock.now(), spans_of(town), answered_by(who))
    shared = Cycle.objects.filter(municipality=town, shared_at__isnull=False).first()
    return render(
        request,
        "situation/report.html",
        {
            "who": who,
            "address": address,
            "form": form,
            "awaits": span,
            "reports": _told(who),
            "picture": None if shared is None or shared.picture is None else {
                "row": shared,
                "figures": words.key_figures(shared.picture),
                "against": words.against_words(shared.picture),
                "places": words.places_table(shared.picture, shared.picture["places"]),
            },
            **place_map(town),
        },
    )  # fmt: skip


def _told(who: Reporter) -> Sequence[tuple[Report, str]]:
    rows = (
        who.reports.order_by("-reported_at")
        .select_related("cycle")
        .prefetch_related(Prefetch("feedback", Feedback.objects.order_by("given_at")))
    )
    return [(one, report_name(one)) for one in rows[:_SHOWN]]


@reporters_own
@require_POST
def report_nothing(request: HttpRequest, who: Reporter, address: str) -> HttpResponse:
    """Say that there was nothing to report."""
    return done(
        request, lambda: tell_nothing(reporter=who),
        reverse("report_page", args=[address]), _("Thank you: that counts as told."),
    )  # fmt: skip


@reporters_own
@require_http_methods(["GET", "POST"])
def report_withdraw(
    request: HttpRequest, who: Reporter, address: str, report: UUID
) -> HttpResponse:
    """Take back what was told wrongly."""
    row = who.reports.filter(pk=report).first()
    if row is None:
        raise NotFound(_("There is no such report."))
    name = report_name(row)

    def page(form: object) -> HttpResponse:
        return render(
            request,
            "situation/withdraw.html",
            {"address": address, "name": name, "form": form},
        )

    if request.method == "GET":
        return page(ReasonForm())
    return taken(
        request, ReasonForm(request.POST),
        lambda reason: withdraw(reporter=who, report=report, reason=reason),
        page, then=reverse("report_page", args=[address]),
        said=_("It is taken back."),
    )  # fmt: skip
