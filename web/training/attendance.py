"""Who was there: the list of a day, and the code that a participant shows."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import NotFound
from training.models import Enrolment, Session, SessionDay
from training.permissions import teaches
from training.services.attending import attend_by_code, enrolment_at, note_attendance
from training.services.enrolling import going
from training.services.sessions import move_day
from web.asking import person
from web.deeds import done, taken
from web.fields import SeveralField
from web.training.forms import DayForm, instants
from web.training.sessions import found, shown


class PresentField(SeveralField):
    """Participants by name, with the venue that sent them."""

    def label_from_instance(self, obj: Enrolment) -> str:
        sent_by = f" – {obj.venue.name}" if obj.venue else ""
        return f"{obj.person.name}{sent_by}"


class PresentForm(forms.Form):
    """Who was there on a day."""

    present = PresentField(
        label=gettext_lazy("Was there"), queryset=Enrolment.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: object, session: Session, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["present"].queryset = (  # type: ignore[attr-defined]
            going(session)
            .select_related("person", "venue")
            .order_by("person__name", "pk")
        )


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, session: UUID, day: int) -> HttpResponse:
    """The list of a day, ticked by whoever teaches."""
    row = found(request, session)
    held = row.days.filter(number=day).first()
    if held is None or not teaches(person(request), row):
        raise NotFound(_("There is no such session, or it is not yours to see."))
    there = set(held.attendances.values_list("enrolment", flat=True))
    form = PresentForm(
        request.POST or None, session=row, initial={"present": list(there)}
    )
    if request.method == "POST":
        form = PresentForm(request.POST, session=row)  # also when nobody is ticked
        return taken(
            request, form,
            lambda present: note_attendance(
                user=person(request), session=session, day=day,
                present=[one.pk for one in present],
            ),
            lambda wrong: _list(request, row, held, wrong),
            then=reverse("attendance", args=[session, day]), said=_("The list is saved."),
        )  # fmt: skip
    return _list(request, row, held, form)


def _list(
    request: HttpRequest, row: Session, day: SessionDay, form: forms.BaseForm
) -> HttpResponse:
    return render(
        request, "training/attendance.html", {"session": row, "day": day, "form": form}
    )


@require_POST
def day_move(request: HttpRequest, session: UUID, day: int) -> HttpResponse:
    """Move a day to other hours or another place."""
    row = found(request, session)
    back = reverse("session_detail", args=[row.pk])
    form = DayForm(request.POST, prefix=f"day{day}")
    if not form.is_valid():
        return shown(request, row, {"day": form})

    def move() -> object:
        asked = form.cleaned_data
        when = instants(asked["day"], asked["starts"], asked["ends"])
        return move_day(
            user=person(request), session=session, day=day, place=asked["place"], **when
        )

    return done(request, move, back, _("The day is moved. Who takes part is told."))


@require_http_methods(["GET", "POST"])
def present(request: HttpRequest, code: str) -> HttpResponse:
    """What a participant's code opens for whoever teaches: one button."""
    row = enrolment_at(person(request), code)
    if request.method == "POST":
        return done(
            request,
            lambda: attend_by_code(user=person(request), code=code),
            reverse("present", args=[code]),
            _("%(name)s is noted as present.") % {"name": row.person.name},
        )
    return render(
        request,
        "training/present.html",
        {"enrolment": row, "there": row.attendances.select_related("day")},
    )
