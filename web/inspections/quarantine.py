"""What is held: the list, one entry, and the decision about it."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.services.reads import log_personal_data_read
from core.errors import NotFound, WrongState
from inspections.models import HeldEntry, HeldState
from inspections.queries.custody import (
    custody_visible_to,
    decided_visible_to,
    held_visible_to,
)
from inspections.queries.held_words import held_sentence
from inspections.rules.admission import may_be_admitted
from inspections.services.quarantine import admit_held, judge_held_again, set_aside
from web.asking import page_of, person
from web.inspections.forms import SettleForm

_DECIDED_SHOWN = 20


@require_GET
def held_list(request: HttpRequest) -> HttpResponse:
    """What came in and is no line of the log, with the reason in words."""
    held = held_visible_to(person(request)).select_related("carried_by", "agency")
    page = page_of(request, held.defer("content"))
    decided = decided_visible_to(person(request)).select_related("settled_by")
    return render(
        request,
        "inspections/quarantine.html",
        {
            "rows": [(row, held_sentence(row.code)) for row in page],
            "page": page,
            "decided": decided.defer("content")[:_DECIDED_SHOWN],
        },
    )


@require_GET
def held_detail(request: HttpRequest, digest: str) -> HttpResponse:
    """One held entry as it came, and what may be decided about it."""
    return _shown(request, _found(request, digest), SettleForm())


@require_POST
def settle(request: HttpRequest, digest: str) -> HttpResponse:
    """Decide about a held entry."""
    row, form = _found(request, digest), SettleForm(request.POST)
    if not form.is_valid():
        return _shown(request, row, form)
    user, reason = person(request), form.cleaned_data["reason"]
    try:
        match form.cleaned_data["decision"]:
            case SettleForm.AGAIN:
                judge_held_again(user=user, digest=digest)
                messages.success(request, _("The entry is in the record now."))
            case SettleForm.ADMIT:
                admit_held(user=user, digest=digest, reason=reason)
                messages.success(request, _("The entry is admitted to the record."))
            case _:
                set_aside(user=user, digest=digest, reason=reason)
                messages.success(request, _("The entry is set aside. It is kept."))
    except WrongState as error:
        form.add_error(None, str(error.sentence))
        return _shown(request, row, form)
    return redirect("quarantine")


def _found(request: HttpRequest, digest: str) -> HeldEntry:
    row = (
        custody_visible_to(person(request))
        .select_related("carried_by", "agency", "municipality", "settled_by")
        .filter(pk=digest)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such entry, or it is not yours to see."))
    return row


def _shown(request: HttpRequest, row: HeldEntry, form: SettleForm) -> HttpResponse:
    log_personal_data_read(
        user=person(request),
        municipality=row.municipality,
        kind="held entry",
        subject=row.digest,
    )
    return render(
        request,
        "inspections/held.html",
        {
            "row": row,
            "sentence": held_sentence(row.code),
            "texts": _texts_of(bytes(row.content)),
            "form": form,
            "is_open": row.state == HeldState.QUARANTINED,
            "may_be_admitted": may_be_admitted(row.code),
        },
    )


def _texts_of(content: bytes) -> list[tuple[str, str]]:
    """The parts of an entry, or whatever came in its place, as text to be read."""
    text = content.decode("utf-8", "replace")
    try:
        element = json.loads(text)
    except (ValueError, RecursionError):
        return [("", text)]
    if not isinstance(element, dict):
        return [("", text)]
    return [
        (name, value if isinstance(value, str) else json.dumps(value))
        for name, value in element.items()
    ]
