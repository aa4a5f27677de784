"""The timeline of a certification: its steps, their days, and who answers for them."""

from datetime import date
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotAllowed, NotFound
from evidence.models import Certification, Milestone
from evidence.queries.certifications import certifications_visible_to
from evidence.services.certification import (
    add_milestone,
    begin_certification,
    finish_milestone,
    plan_milestone,
)
from web.asking import chosen_municipality, municipality_in_hand, page_of, person
from web.deeds import page_of_it, taken
from web.evidence.forms import BeginForm, DoneForm, PlanForm, StepForm
from web.parts.mark import OVERDUE, Mark, Tone


@require_http_methods(["GET", "POST"])
def certification_list(request: HttpRequest) -> HttpResponse:
    """Every round, the latest first; and beginning one."""
    municipality_in_hand(request, Capability.SEE_EVIDENCE)
    if request.method == "GET":
        return _rounds(request, BeginForm())
    there = chosen_municipality(request, Capability.APPROVE_EVIDENCE)
    if there is None:
        raise NotAllowed(_("Only who leads begins a round of the certification."))
    return taken(
        request, BeginForm(request.POST),
        lambda **said: begin_certification(
            user=person(request), municipality=there, **said
        ),
        lambda wrong: _rounds(request, wrong), then=page_of_it("certification_detail"),
    )  # fmt: skip


def _rounds(request: HttpRequest, form: forms.BaseForm) -> HttpResponse:
    user = person(request)
    rows = certifications_visible_to(user).select_related("municipality")
    return render(
        request,
        "evidence/rounds.html",
        {
            "page": page_of(request, rows),
            "form": form,
            "leads": chosen_municipality(request, Capability.APPROVE_EVIDENCE),
        },
    )


def _seen(request: HttpRequest, certification: UUID) -> Certification:
    rows = certifications_visible_to(person(request)).select_related(
        "municipality", "begun_by"
    )
    row = rows.filter(pk=certification).first()
    if row is None:
        raise NotFound(
            _("There is no such round of the certification, or it is not yours to see.")
        )
    return row


@require_GET
def certification_detail(request: HttpRequest, certification: UUID) -> HttpResponse:
    """The steps in their order, with what is late."""
    return _page(request, _seen(request, certification))


def _page(
    request: HttpRequest,
    row: Certification,
    *,
    wrong: tuple[UUID, forms.BaseForm] | None = None,
    step: forms.BaseForm | None = None,
) -> HttpResponse:
    user, today = person(request), clock.today()
    leads = municipalities_where(user, Capability.APPROVE_EVIDENCE)
    may = leads.filter(pk=row.municipality_id).exists()
    steps = []
    for one in row.milestones.select_related("owner", "done_by"):
        sent = wrong[1] if wrong and wrong[0] == one.pk else None
        steps.append(
            {
                "row": one,
                "marks": _marks(one, today),
                "is_sent": sent is not None,
                "plan": sent
                if isinstance(sent, PlanForm)
                else PlanForm(instance=one, municipality=row.municipality_id),
                "done": sent
                if isinstance(sent, DoneForm)
                else DoneForm(instance=one, auto_id=f"done-{one.pk}-%s"),
                "may_finish": may or one.owner_id == user.pk,
            }
        )
    return render(
        request,
        "evidence/round.html",
        {"row": row, "steps": steps, "may": may, "step_form": step or StepForm()},
    )


def _marks(one: Milestone, today: date) -> tuple[Mark, ...]:
    if one.done_on is not None:
        return (Mark(_("done"), Tone.GOOD),)
    if one.due_on is None:
        return (Mark(_("no day yet"), Tone.NONE),)
    return (OVERDUE,) if one.due_on < today else (Mark(_("ahead"), Tone.CALM),)


def _step(request: HttpRequest, milestone: UUID) -> Milestone:
    rows = Milestone.objects.select_related("certification__municipality").filter(
        certification__in=certifications_visible_to(person(request))
    )
    row = rows.filter(pk=milestone).first()
    if row is None:
        raise NotFound(_("There is no such step, or it is not yours to see."))
    return row


@require_POST
def milestone_plan(request: HttpRequest, milestone: UUID) -> HttpResponse:
    """Say when a step is due and who answers for it."""
    row = _step(request, milestone)
    there = row.certification
    # The form would write into the row it shows.
    form = PlanForm(
        request.POST, instance=Milestone(pk=row.pk), municipality=there.municipality_id
    )
    return taken(
        request, form,
        lambda **said: plan_milestone(user=person(request), milestone=milestone, **said),
        lambda wrong: _page(request, there, wrong=(row.pk, wrong)),
        then=reverse("certification_detail", args=[there.pk]), said=_("It is saved."),
    )  # fmt: skip


@require_POST
def milestone_done(request: HttpRequest, milestone: UUID) -> HttpResponse:
    """Say on which day a step was done; or that it is open again."""
    row = _step(request, milestone)
    there = row.certification
    form = DoneForm(
        request.POST, instance=Milestone(pk=row.pk), auto_id=f"done-{row.pk}-%s"
    )
    return taken(
        request, form,
        lambda **said: finish_milestone(
            user=person(request), milestone=milestone, **said
        ),
        lambda wrong: _page(request, there, wrong=(row.pk, wrong)),
        then=reverse("certification_detail", args=[there.pk]), said=_("It is saved."),
    )  # fmt: skip


@require_POST
def milestone_add(request: HttpRequest, certification: UUID) -> HttpResponse:
    """Add a step of one's own."""
    row = _seen(request, certification)
    return taken(
        request, StepForm(request.POST),
        lambda **said: add_milestone(
            user=person(request), certification=certification, **said
        ),
        lambda wrong: _page(request, row, step=wrong),
        then=reverse("certification_detail", args=[row.pk]), said=_("It is saved."),
    )  # fmt: skip
