"""Taking a case one step on, and ticking copies."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from cases.rules.lifecycle import Verb
from cases.services.deciding import tick_copy
from core.errors import NotFound
from web.asking import person
from web.cases.verbs import ACTS, form_of
from web.cases.views import found, shown
from web.deeds import done, taken


@require_POST
def case_step(request: HttpRequest, case: int, verb: str) -> HttpResponse:
    """Take a case one step on."""
    row = found(request, case)
    where = row.agency.municipality
    check_may(person(request), Capability.HANDLE_CASES, where, row.agency)
    if verb not in set(Verb) or Verb(verb) not in ACTS:
        raise NotFound(_("A case has no such step."))
    step = Verb(verb)
    act = ACTS[step]
    form = form_of(row, step, request.POST)
    take = partial(act.take, user=person(request), case=row.pk)
    then, said = reverse("case_detail", args=[row.pk]), _("It is noted.")
    if form is None:
        return done(request, take, then, said)
    return taken(
        request, form, take, lambda wrong: shown(request, row, {step: wrong}),
        then=then, said=said,
    )  # fmt: skip


@require_POST
def copy_tick(request: HttpRequest, copy: int) -> HttpResponse:
    """Note that an authority has been sent its copy."""
    row = tick_copy(user=person(request), copy=copy)
    messages.success(request, _("The copy is ticked."))
    return redirect("case_detail", row.case_id)
