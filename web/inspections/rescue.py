"""Bringing in a rescue file at the desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core.errors import DomainError, NotAllowed
from evidence.queries.schemes import scheme_codes
from inspections.services.rescue import Rescued, receive_rescue
from situation.services.rescue import RescuedNotes, receive_rescued_notes
from web.asking import person
from web.inspections.forms import RescueForm

_MAX_BYTES = 200 * 1024 * 1024


@require_http_methods(["GET", "POST"])
def rescue(request: HttpRequest) -> HttpResponse:
    """The form for a file, and what became of it."""
    if not agencies_where(person(request), Capability.HANDLE_QUARANTINE).exists():
        raise NotAllowed(
            _("Only a coordinator brings in what a tablet could not send.")
        )
    form = RescueForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > _MAX_BYTES:
                form.add_error("file", _("The file is larger than 200 MB."))
            else:
                rescued = receive_rescue(user=person(request), content=file.read())
                walks = receive_rescued_notes(
                    user=person(request), officer=rescued.stream.officer,
                    municipality=rescued.stream.municipality_id, notes=rescued.notes,
                    pictures=rescued.pictures, schemes=scheme_codes(),
                )  # fmt: skip
                _tell(request, rescued)
                _tell_of_walks(request, walks)
                return redirect("rescue")
        except DomainError as error:
            form.add_error("file", str(error.sentence))
    return render(request, "inspections/rescue.html", {"form": form})


def _tell_of_walks(request: HttpRequest, walks: RescuedNotes) -> None:
    if walks.taken:
        said = ngettext(
            "%(count)s note of a walk is in.",
            "%(count)s notes of walks are in.",
            walks.taken,
        )
        messages.success(request, said % {"count": walks.taken})
    if walks.held:
        said = ngettext(
            "%(count)s note of a walk is held back, and kept.",
            "%(count)s notes of walks are held back, and kept.",
            walks.held,
        )
        messages.warning(request, said % {"count": walks.held})
    if walks.lost:
        messages.error(
            request,
            _("Notes or photos of walks could not be taken in. Keep the tablet."),
        )


def _tell(request: HttpRequest, rescued: Rescued) -> None:
    count = sum(rescued.entries.values())
    said = ngettext(
        "%(count)s entry of %(who)s is in: %(statuses)s.",
        "%(count)s entries of %(who)s are in: %(statuses)s.",
        count,
    )
    words = {
        "stored": _("stored"), "duplicate": _("there already"), "waiting": _("waiting"),
        "late": _("late"), "quarantined": _("in quarantine"),
    }  # fmt: skip
    statuses = ", ".join(
        f"{number} {words[status.value]}" for status, number in rescued.entries.items()
    )
    messages.success(
        request,
        said
        % {
            "count": count,
            "who": rescued.stream.officer.name,
            "statuses": statuses or _("none"),
        },
    )
    photos = ngettext(
        "%(count)s photo is kept.", "%(count)s photos are kept.", rescued.photos
    )
    messages.success(request, photos % {"count": rescued.photos})
    if rescued.unreadable:
        lost = ngettext(
            "%(count)s part of the file could not be read. Keep the tablet.",
            "%(count)s parts of the file could not be read. Keep the tablet.",
            rescued.unreadable,
        )
        messages.error(request, lost % {"count": rescued.unreadable})
