"""Moving a plan by hand; the page says what that costs."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planning.models import StopKind
from planning.services.moving import Cost, drop_stop, move_stop
from web.asking import person
from web.deeds import done
from web.rounds.changing import asked
from web.rounds.forms import MoveForm
from web.rounds.views import found


@require_POST
def stop_move(request: HttpRequest, round_: UUID) -> HttpResponse:
    """Put a venue somewhere in the plan."""
    row = found(request, round_)
    form = MoveForm(request.POST, row=row, prefix="move")

    def take(**said: object) -> None:
        cost = move_stop(
            user=person(request), round_=round_, venue=said["venue"].pk,  # type: ignore[attr-defined]
            kind=StopKind(str(said["kind"])), team=int(str(said["team"])),
            place=int(str(said["place"])),
        )  # fmt: skip
        _say(request, cost)

    return asked(request, row, ("move", form), take)


@require_POST
def stop_drop(request: HttpRequest, round_: UUID, venue: UUID) -> HttpResponse:
    """Take a venue out of the plan."""
    return done(
        request,
        lambda: _say(
            request, drop_stop(user=person(request), round_=round_, venue=venue)
        ),
        reverse("round_detail", args=[round_]),
    )


def _say(request: HttpRequest, cost: Cost) -> None:
    messages.success(
        request,
        _("Moved. Priority %(priority)s, minutes on the way %(minutes)s.")
        % {"priority": f"{cost.priority:+d}", "minutes": f"{cost.travel_minutes:+d}"},
    )
