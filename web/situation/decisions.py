"""Deciding at a meeting, closing what was decided, and telling reporters."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from situation.models import DecisionState
from situation.permissions import check_keeps_situation
from situation.queries.cycles import decisions_visible_to
from situation.services.decisions import close_decision, decide, give_feedback
from web.asking import person
from web.deeds import taken
from web.situation.cycles import cycle_page, cycle_seen, reports_to_choose
from web.situation.forms import (
    CloseDecisionForm,
    DecisionForm,
    FeedbackForm,
)
from web.situation.words import report_name


@require_POST
def decision_add(request: HttpRequest, cycle: UUID) -> HttpResponse:
    """Decide who does what by when."""
    row = cycle_seen(request, cycle)
    check_keeps_situation(person(request), row.municipality)
    among = reports_to_choose(request, row)
    return taken(
        request, DecisionForm(request.POST, among=among, auto_id="decision-%s"),
        lambda **said: decide(user=person(request), cycle=cycle, **said),
        lambda wrong: cycle_page(request, row, decision_form=wrong),
        then=reverse("cycle_detail", args=[cycle]), said=_("It is decided."),
    )  # fmt: skip


@require_POST
def feedback_add(request: HttpRequest, cycle: UUID) -> HttpResponse:
    """Tell those who reported what came of it."""
    row = cycle_seen(request, cycle)
    check_keeps_situation(person(request), row.municipality)
    among = reports_to_choose(request, row)
    return taken(
        request, FeedbackForm(request.POST, among=among, auto_id="feedback-%s"),
        lambda **said: give_feedback(user=person(request), cycle=cycle, **said),
        lambda wrong: cycle_page(request, row, feedback_form=wrong),
        then=reverse("cycle_detail", args=[cycle]),
        said=_("It goes out to those who reported, and stands on their pages."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def decision_detail(request: HttpRequest, decision: UUID) -> HttpResponse:
    """What was decided, and closing it."""
    user = person(request)
    row = decisions_visible_to(user).filter(pk=decision).first()
    if row is None:
        raise NotFound(_("There is no such decision, or it is not yours to see."))
    keeps = municipalities_where(user, Capability.KEEP_SITUATION)
    may = keeps.filter(pk=row.cycle.municipality_id).exists()

    def page(form: object) -> HttpResponse:
        return render(
            request,
            "situation/decision.html",
            {
                "row": row,
                "reports": [report_name(one) for one in row.reports.all()],
                "form": form if may and row.state == DecisionState.OPEN else None,
            },
        )

    if request.method == "GET":
        return page(CloseDecisionForm())
    return taken(
        request, CloseDecisionForm(request.POST),
        lambda **said: close_decision(user=user, decision=decision, **said),
        page, then=reverse("cycle_detail", args=[row.cycle_id]),
        said=_("It is noted."),
    )  # fmt: skip
