"""Findings until they are put right: the list, one finding, and its next step."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import agencies_where, check_may
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid, NotFound, WrongState
from inspections.models import ChecklistItem, Obligation, ObligationState, Visit
from inspections.queries.obligations import (
    obligations_visible_to,
    overdue,
    repeats_of,
    soonest_first,
    texts_of,
    unsettled,
)
from inspections.rules.obligation import Verb, state_after
from inspections.services.obligations import take_on
from web.asking import page_of, person
from web.findings.forms import FindingFilter, HandOverForm, StepForm
from web.findings.table import finding_table, is_late, state_mark
from web.parts.export import exported
from web.parts.mark import severity_mark


@require_GET
def finding_list(request: HttpRequest) -> HttpResponse:
    """The findings of one's agencies, soonest deadline first; or the same as a file."""
    form = FindingFilter(request.GET)
    shown = _chosen(request, form.cleaned_data["show"] if form.is_valid() else "")
    file_form = request.GET.get("export", "")
    if file_form in {"csv", "xlsx"}:
        rows = list(shown)
        table = finding_table(rows, texts_of(rows), clock.today())
        return exported(table, _("findings"), file_form)
    page = page_of(request, shown)
    rows = list(page)
    return render(
        request,
        "findings/list.html",
        {
            "form": form,
            "page": page,
            "table": finding_table(rows, texts_of(rows), clock.today()),
        },
    )


def _chosen(request: HttpRequest, show: str) -> QuerySet[Obligation]:
    rows = obligations_visible_to(person(request))
    match show:
        case "all":
            return rows.order_by("-found_on", "pk")
        case "late":
            rows = overdue(rows, clock.today())
        case "proof":
            rows = rows.filter(state=ObligationState.REMEDIED)
        case "handed_over":
            rows = rows.filter(state=ObligationState.HANDED_OVER)
        case _:
            rows = unsettled(rows)
    return soonest_first(rows)


@require_GET
def finding_detail(request: HttpRequest, finding: UUID) -> HttpResponse:
    """One finding: what was written, what happened since, whether it came back."""
    row = found(request, finding)
    return shown(request, row, StepForm(obligation=row))


@require_POST
def finding_step(request: HttpRequest, finding: UUID) -> HttpResponse:
    """Take a finding one step on."""
    row = found_for_work(request, finding)
    form = StepForm(request.POST, obligation=row)
    if not form.is_valid():
        return shown(request, row, form)
    asked = form.cleaned_data
    try:
        take_on(
            user=person(request), obligation=finding,
            verb=Verb(asked["verb"]), said=asked["said"],
        )  # fmt: skip
    except (Invalid, WrongState) as error:
        form.add_error(None, str(error.sentence))
        return shown(request, row, form)
    messages.success(request, _("It is noted."))
    return redirect("finding_detail", finding)


def found(request: HttpRequest, finding: UUID) -> Obligation:
    """The finding, when it is the person's to see."""
    row = obligations_visible_to(person(request)).filter(finding=finding).first()
    if row is None:
        raise NotFound(_("There is no such finding, or it is not yours to see."))
    return row


def found_for_work(request: HttpRequest, finding: UUID) -> Obligation:
    """The same, when the person may follow it up; whoever only reads is told no."""
    row = found(request, finding)
    where = row.agency.municipality
    check_may(person(request), Capability.FOLLOW_UP, where, row.agency)
    return row


def shown(
    request: HttpRequest,
    row: Obligation,
    form: StepForm,
    handing: HandOverForm | None = None,
) -> HttpResponse:
    """The page of one finding, with the forms as they stand."""
    text = texts_of([row]).get(row.finding, "")
    visit = Visit.objects.get(pk=row.visit)
    item = ChecklistItem.objects.filter(
        version=visit.checklist_id, code=row.item
    ).first()
    state = ObligationState(row.state)
    follows = agencies_where(person(request), Capability.FOLLOW_UP)
    may = follows.filter(pk=row.agency_id).exists()
    may_hand_over = may and state_after(state, Verb.HAND_OVER) is not None
    return render(
        request,
        "findings/detail.html",
        {
            "row": row,
            "text": text,
            "item": item,
            "question": item
            and (item.text_en if get_language() == "en" else item.text_sv),
            "severity": severity_mark(row.severity),
            "state": state_mark(row),
            "is_late": is_late(row, clock.today()),
            "repeats": repeats_of(row),
            "steps": row.steps.select_related("by"),
            "hand_overs": row.hand_overs.select_related("to", "sent_by", "answered_by"),
            "form": form if may and form.has_choices else None,
            "handing": (handing or HandOverForm(obligation=row, initial={"text": text}))
            if may_hand_over
            else None,
        },
    )
