"""An activity: what it answers to, how it stands, and what came of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from promises.models import CLOSED
from promises.queries.promises import activities_visible_to
from promises.services.activities import begin_activity, note_activity
from web.asking import person
from web.deeds import taken
from web.promises.forms import ActivityForm, ActivityNoteForm
from web.promises.promises import promise_page, promise_seen


@require_POST
def activity_add(request: HttpRequest, promise: UUID) -> HttpResponse:
    """Plan an activity."""
    row = promise_seen(request, promise)
    return taken(
        request, ActivityForm(request.POST, promise=row, auto_id="activity-%s"),
        lambda **said: begin_activity(user=person(request), promise=promise, **said),
        lambda wrong: promise_page(request, row, activity_form=wrong),
        then=reverse("promise_detail", args=[promise]), said=_("It is saved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def activity_detail(request: HttpRequest, activity: UUID) -> HttpResponse:
    """What came of it so far; and noting more."""
    user = person(request)
    row = activities_visible_to(user).filter(pk=activity).first()
    if row is None:
        raise NotFound(_("There is no such activity, or it is not yours to see."))
    keeps = municipalities_where(user, Capability.KEEP_PROMISES)
    may = keeps.filter(pk=row.promise.municipality_id).exists()

    def page(form: object) -> HttpResponse:
        return render(
            request,
            "promises/activity.html",
            {
                "row": row,
                "notes": row.notes.select_related("noted_by"),
                "agencies": row.agencies.all(),
                "form": form
                if (may or row.owner_id == user.pk) and row.state not in CLOSED
                else None,
            },
        )

    if request.method == "GET":
        return page(ActivityNoteForm(initial={"state": row.state}))
    return taken(
        request, ActivityNoteForm(request.POST),
        lambda **said: note_activity(user=user, activity=activity, **said),
        page, then=reverse("activity_detail", args=[activity]),
        said=_("It is noted."),
    )  # fmt: skip
