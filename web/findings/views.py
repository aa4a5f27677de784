"""Findings until they are put right: the list, one finding, and its next step."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import agencies_where, check_may
from accounts.rules.capabilities import Capability
from cases.queries.training_orders import passed_since
from cases.services.training_orders import order_training, withdraw_order
from core import clock
from core.bilingual import tongue
from core.errors import NotFound
from inspections.models import Obligation, ObligationState
from inspections.queries.obligations import (
    item_asked,
    obligations_visible_to,
    overdue,
    repeats_of,
    replies_to,
    soonest_first,
    texts_of,
    unsettled,
)
from inspections.rules.obligation import Verb, state_after
from inspections.services.obligations import take_on
from web.asking import page_of, person
from web.deeds import done, taken
from web.findings.forms import (
    AnswerForm,
    FindingFilter,
    HandOverForm,
    StepForm,
    TakeBackForm,
    TrainingForm,
)
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
    return shown(request, found(request, finding))


@require_POST
def finding_step(request: HttpRequest, finding: UUID) -> HttpResponse:
    """Take a finding one step on."""
    row = found_for_work(request, finding)
    form = StepForm(request.POST, obligation=row)
    return taken(
        request, form,
        lambda verb, said: take_on(
            user=person(request), obligation=finding, verb=Verb(verb), said=said
        ),
        lambda wrong: shown(request, row, {"step": wrong}),
        then=reverse("finding_detail", args=[finding]), said=_("It is noted."),
    )  # fmt: skip


@require_POST
def finding_training(request: HttpRequest, finding: UUID) -> HttpResponse:
    """Order training as what follows the finding."""
    row = found_for_work(request, finding)
    form = TrainingForm(request.POST, obligation=row, prefix="training")
    return taken(
        request, form,
        lambda **asked: order_training(user=person(request), finding=finding, **asked),
        lambda wrong: shown(request, row, {"training": wrong}),
        then=reverse("finding_detail", args=[finding]), said=_("The training is ordered."),
    )  # fmt: skip


@require_POST
def training_withdraw(request: HttpRequest, finding: UUID, order: int) -> HttpResponse:
    """Take an order of training back."""
    found_for_work(request, finding)
    return done(
        request, lambda: withdraw_order(user=person(request), order=order),
        reverse("finding_detail", args=[finding]), _("The order is taken back."),
    )  # fmt: skip


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
    request: HttpRequest, row: Obligation, sent: Mapping[str, BaseForm] | None = None
) -> HttpResponse:
    """The page of one finding; `sent` are forms that came back with something wrong."""
    text = texts_of([row]).get(row.finding, "")
    follows = agencies_where(person(request), Capability.FOLLOW_UP)
    may = follows.filter(pk=row.agency_id).exists()
    return render(
        request,
        "findings/detail.html",
        {
            "row": row,
            "text": text,
            "item": item_asked(row),
            "is_english": tongue() == "en",
            "severity": severity_mark(row.severity),
            "state": state_mark(row),
            "is_late": is_late(row, clock.today()),
            "repeats": repeats_of(row),
            "steps": row.steps.select_related("by"),
            "proofs": row.proofs.select_related("sent_by").prefetch_related("files"),
            "revisits": row.revisit_requests.all(),
            "replies": replies_to(row),
            "orders": [
                (one, passed_since(one))
                for one in row.training_orders.select_related("diploma")
            ],
            "hand_overs": row.hand_overs.select_related("to", "sent_by", "answered_by"),
            "sent": sent or {},
            **({**_forms(row, text), **(sent or {})} if may else {}),
        },
    )


def _forms(row: Obligation, text: str) -> dict[str, BaseForm]:
    """A form for each thing that may happen next, by the name that the page gives it."""
    state = ObligationState(row.state)
    made: dict[str, BaseForm] = {}
    step = StepForm(obligation=row)
    if step.has_choices:
        made["step"] = step
    if state_after(state, Verb.HAND_OVER) is not None:
        made["handing"] = HandOverForm(obligation=row, initial={"text": text})
    if state_after(state, Verb.TRAIN) is not None:
        made["training"] = TrainingForm(obligation=row, prefix="training")
    if state_after(state, Verb.TAKE_BACK) is not None:
        made |= {"answer": AnswerForm(), "taking": TakeBackForm()}
    return made
