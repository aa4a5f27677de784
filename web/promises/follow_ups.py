"""The follow-ups of the half-years at the desk: writing, freezing, approving, sending back."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import NotAllowed, NotFound
from core.periods import half_year_name
from promises.models import FollowUp, FollowUpState, Promise
from promises.permissions import check_keeps_promises
from promises.queries.follow_up_facts import promises_followed, told
from promises.queries.follow_ups import follow_ups_visible_to, parties_of
from promises.services.follow_up_approval import approve_follow_up, return_follow_up
from promises.services.follow_ups import (
    begin_follow_up,
    change_follow_up,
    freeze_follow_up,
    write_of_promise,
)
from web.asking import chosen_municipality, municipality_in_hand, page_of, person
from web.deeds import done, page_of_it, taken
from web.fields import ReasonForm
from web.parts.mark import Mark, Tone
from web.parts.table import Cell, Column, Table
from web.promises.forms import FollowUpForm, FollowUpTermsForm, FollowUpWordsForm
from web.public.told import shown

_MARKS: Mapping[str, Mark] = {
    FollowUpState.DRAFT: Mark(FollowUpState.DRAFT.label, Tone.NONE),
    FollowUpState.FROZEN: Mark(FollowUpState.FROZEN.label, Tone.CALM),
    FollowUpState.RETURNED: Mark(FollowUpState.RETURNED.label, Tone.CARE),
    FollowUpState.APPROVED: Mark(FollowUpState.APPROVED.label, Tone.GOOD),
    FollowUpState.PUBLISHED: Mark(FollowUpState.PUBLISHED.label, Tone.GOOD),
}
_SAID: Mapping[str, Words] = {
    "freeze": gettext_lazy("It is frozen, and waits for both parties."),
    "approve": gettext_lazy("It is approved for your party."),
}


@require_http_methods(["GET", "POST"])
def follow_up_list(request: HttpRequest) -> HttpResponse:
    """Every follow-up of the half-years; and beginning one."""
    municipality_in_hand(request, Capability.SEE_PROMISES)
    there = chosen_municipality(request, Capability.KEEP_PROMISES)

    def page(form: forms.BaseForm) -> HttpResponse:
        rows = page_of(request, follow_ups_visible_to(person(request)))
        return render(
            request,
            "promises/follow_ups.html",
            {"page": rows, "table": _table(rows), "keeps": there, "form": form},
        )

    if request.method == "GET":
        return page(FollowUpForm())
    if there is None:
        raise NotAllowed(_("Only a coordinator keeps promises."))
    return taken(
        request, FollowUpForm(request.POST),
        lambda **said: begin_follow_up(
            user=person(request), municipality=there, **said
        ),
        page, then=page_of_it("follow_up_detail"),
    )  # fmt: skip


def _table(rows: Iterable[FollowUp]) -> Table:
    return Table(
        (
            Column(_("Half-year")), Column(_("Version"), is_number=True),
            Column(_("State")), Column(_("To be published on")),
        ),
        [
            (
                Cell(half_year_name(one.last), reverse("follow_up_detail", args=[one.pk])),
                Cell(one.revision), Cell("", marks=(_MARKS[one.state],)),
                Cell(one.due_on),
            )
            for one in rows
        ],
    )  # fmt: skip


def _seen(request: HttpRequest, follow_up: UUID) -> FollowUp:
    row = follow_ups_visible_to(person(request)).filter(pk=follow_up).first()
    if row is None:
        raise NotFound(_("There is no such follow-up, or it is not yours to see."))
    return row


@require_GET
def follow_up_detail(request: HttpRequest, follow_up: UUID) -> HttpResponse:
    """What it says, how far it has come, and what may be done with it."""
    return _page(request, _seen(request, follow_up))


def _page(request: HttpRequest, row: FollowUp, **wrong: forms.BaseForm) -> HttpResponse:
    """The page; `wrong` are forms that were sent and come back, by what they ask."""
    user = person(request)
    keeps = municipalities_where(user, Capability.KEEP_PROMISES)
    may = keeps.filter(pk=row.municipality_id).exists()
    mine = parties_of(user, row.municipality)
    approvals = list(row.approvals.select_related("by"))
    given = {one.party for one in approvals}
    waits = row.state == FollowUpState.FROZEN
    has_approved = any(one.by_id == user.pk for one in approvals)
    written = set(row.words.values_list("promise", flat=True))
    is_draft = row.state == FollowUpState.DRAFT
    return render(
        request,
        "promises/follow_up.html",
        {
            "row": row,
            "name": half_year_name(row.last),
            "mark": _MARKS[row.state],
            "told": shown(told(row) if is_draft else row.content),  # type: ignore[arg-type]
            "promises": [
                (one, one.pk in written) for one in promises_followed(row)
            ] if is_draft and may else [],
            "approvals": approvals,
            "may_freeze": is_draft and may,
            "may_approve": waits and not has_approved and bool(mine - given),
            "may_return": (may or bool(mine))
            and row.state in {FollowUpState.FROZEN, FollowUpState.APPROVED},
            "return_form": wrong.get("reason") or ReasonForm(),
            "terms_form": wrong.get("terms")
            or FollowUpTermsForm(
                initial={"due_on": row.due_on, "contact": row.contact}
            ),
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def follow_up_words(
    request: HttpRequest, follow_up: UUID, promise: UUID
) -> HttpResponse:
    """Write what came of one promise."""
    row = _seen(request, follow_up)
    check_keeps_promises(person(request), row.municipality)
    one: Promise | None = promises_followed(row).filter(pk=promise).first()
    if one is None:
        raise NotFound(_("There is no such promise in that half-year."))
    written = row.words.filter(promise=one).first()

    def page(form: forms.BaseForm) -> HttpResponse:
        return render(
            request, "promises/words.html", {"row": row, "promise": one, "form": form}
        )

    if request.method == "GET":
        return page(FollowUpWordsForm(instance=written))
    return taken(
        request, FollowUpWordsForm(request.POST),
        lambda **said: write_of_promise(
            user=person(request), follow_up=follow_up, promise=promise, **said
        ),
        page, then=reverse("follow_up_detail", args=[follow_up]),
        said=_("It is saved."),
    )  # fmt: skip


@require_POST
def follow_up_deed(request: HttpRequest, follow_up: UUID, deed: str) -> HttpResponse:
    """Freeze it, or approve it as it was read."""
    row = _seen(request, follow_up)
    user = person(request)
    deeds: Mapping[str, Callable[[], object]] = {
        "freeze": lambda: freeze_follow_up(user=user, follow_up=row.pk),
        "approve": lambda: approve_follow_up(
            user=user, follow_up=row.pk, fingerprint=request.POST.get("fingerprint", "")
        ),
    }
    if deed not in deeds:
        raise NotFound(_("There is no such page."))
    here = reverse("follow_up_detail", args=[follow_up])
    return done(request, deeds[deed], here, _SAID[deed])


@require_POST
def follow_up_terms(request: HttpRequest, follow_up: UUID) -> HttpResponse:
    """Choose another day or contact, while it is being written."""
    row = _seen(request, follow_up)
    check_keeps_promises(person(request), row.municipality)
    return taken(
        request, FollowUpTermsForm(request.POST),
        lambda **said: change_follow_up(
            user=person(request), follow_up=follow_up, **said
        ),
        lambda wrong: _page(request, row, terms=wrong),
        then=reverse("follow_up_detail", args=[follow_up]),
        said=_("It is saved."),
    )  # fmt: skip


@require_POST
def follow_up_return(request: HttpRequest, follow_up: UUID) -> HttpResponse:
    """Send it back, saying why."""
    row = _seen(request, follow_up)
    return taken(
        request, ReasonForm(request.POST),
        lambda reason: return_follow_up(
            user=person(request), follow_up=follow_up, reason=reason
        ),
        lambda wrong: _page(request, row, reason=wrong),
        then=reverse("follow_up_detail", args=[follow_up]),
        said=_("It is sent back. Begin another that says it right."),
    )  # fmt: skip
