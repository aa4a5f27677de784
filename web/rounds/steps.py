"""Asking for a plan, sending it out, cancelling it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.errors import NotFound
from planning.models import Round
from planning.services.asking import (
    ask_for_plan,
    cancel_round,
    stop_planning,
)
from planning.services.sending import send_out
from web.asking import person
from web.deeds import done

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
    return done(
        request, lambda: take(user=person(request), round_=round_),
        reverse("round_detail", args=[round_]), said,
    )  # fmt: skip
