"""Asking for a plan, sending it out, cancelling it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.errors import Invalid, NotFound, WrongState
from planning.models import Round
from planning.services.asking import (
    ask_for_plan,
    cancel_round,
    stop_planning,
)
from planning.services.sending import send_out
from web.asking import person

STEPS: Mapping[str, tuple[Callable[..., Round], Promise]] = {
    "plan": (ask_for_plan, gettext_lazy("It is being planned.")),
    "stop": (stop_planning, gettext_lazy("It is not being planned any more.")),
    "send": (send_out, gettext_lazy("The plan is on its way to the teams.")),
    "cancel": (cancel_round, gettext_lazy("The round is cancelled.")),
}


@require_POST
def round_step(request: HttpRequest, round_: UUID, step: str) -> HttpResponse:
    """Take a round one step on."""
    if step not in STEPS:
        raise NotFound(_("A round has no such step."))
    take, said = STEPS[step]
    try:
        take(user=person(request), round_=round_)
    except (Invalid, WrongState) as error:
        messages.error(request, str(error.sentence))
    else:
        messages.success(request, str(said))
    return redirect("round_detail", round_)
