"""Sessions: the list, and one session with its days, trainers and participants."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from core.nights import local
from training.models import (
    Enrolment,
    EnrolmentState,
    Gender,
    ParticipantRole,
    Session,
)
from training.permissions import organises, teaches
from training.queries.sessions import missing_for, sessions_visible_to, with_numbers
from training.services.certifying import finish_session
from training.services.enrolling import enrol, going, sign_off
from training.services.people import add_person
from training.services.session_invitations import invite_venues
from training.services.sessions import (
    add_day,
    add_trainer,
    cancel_session,
    change_session,
    make_session,
    remove_trainer,
)
from training.services.testing import close_test, note_paper_result, open_test
from web.asking import chosen_municipality, page_of, person
from web.deeds import done, taken
from web.training.forms import (
    ChangeForm,
    DayForm,
    EnrolForm,
    ResultForm,
    SessionForm,
    TrainerForm,
    WhyForm,
    instants,
)


@require_http_methods(["GET", "POST"])
def session_list(request: HttpRequest) -> HttpResponse:
    """The sessions one may see, and for organisers the form to plan one."""
    there = chosen_municipality(request, Capability.ORGANISE_TRAINING)
    form = (
        None
        if there is None
        else SessionForm(request.POST or None, municipality=there.pk)
    )
    if request.method == "POST":
        if form is None:
            raise NotAllowed(_("You have no role that allows this here."))
        if form.is_valid():
            try:
                return redirect("session_detail", _made(request, form.cleaned_data).pk)
            except Invalid as error:
                form.add_error(None, str(error.sentence))
    rows = with_numbers(sessions_visible_to(person(request)))
    return render(
        request,
        "training/sessions.html",
        {
            "form": form,
            "page": page_of(request, rows.reverse()),
            "now": clock.now(),
        },
    )


@transaction.atomic
def _made(request: HttpRequest, asked: dict[str, Any]) -> Session:
    day = instants(asked.pop("day"), asked.pop("starts"), asked.pop("ends"))
    row = make_session(user=person(request), **asked)
    add_day(
        user=person(request), session=row.pk,
        starts_at=day["starts_at"], ends_at=day["ends_at"],
    )  # fmt: skip
    return row


@require_GET
def session_detail(request: HttpRequest, session: UUID) -> HttpResponse:
    """One session, as organiser or trainer may keep it, and others read it."""
    return shown(request, found(request, session), {})


def found(request: HttpRequest, session: UUID) -> Session:
    """The session, when the person may see it."""
    row = sessions_visible_to(person(request)).filter(pk=session).first()
    if row is None:
        raise NotFound(_("There is no such session, or it is not yours to see."))
    return row


def shown(
    request: HttpRequest, row: Session, sent: Mapping[str, forms.BaseForm]
) -> HttpResponse:
    """The page of a session; `sent` are forms that came back with something wrong."""
    keeps = organises(person(request), row.course.municipality_id)
    is_open = row.cancelled_at is None and row.finished_at is None
    made: dict[str, forms.BaseForm] = {}
    if keeps and is_open:
        made = {name: one(row, None) for name, one in _FORMS.items()}
    people = row.enrolments.exclude(state=EnrolmentState.CANCELLED).select_related(
        "person", "venue", "certificate"
    )
    missing = missing_for(going(row), row, clock.now())
    return render(
        request,
        "training/session.html",
        {
            "session": row,
            "days": row.days.all(),
            "trainers": row.trainers.select_related("agency"),
            "keeps": keeps,
            "is_open": is_open,
            "teaches": teaches(person(request), row),
            "forms": {**made, **sent},
            "sent": sent,
            "people": [
                (one, missing.get(one.pk), one.sittings.all())
                for one in people.order_by("state", "person__name", "pk")
            ],
            "evaluations": row.evaluations.all(),
            "marks": _marks(row),
            "result": ResultForm(course=row.course) if row.course.has_test else None,
            "over": is_open
            and (last := row.days.last()) is not None
            and last.ends_at <= clock.now(),
            "parts": row.course.parts.all(),
        },
    )


def _marks(row: Session) -> list[tuple[Promise, str]]:
    """The mean mark of each question of the evaluation; none from fewer than three: their
    givers must not be guessed.
    """
    given = list(row.evaluations.all())
    if len(given) < _FEWEST:
        return []
    return [
        (words, f"{sum(getattr(one, name) for one in given) / len(given):.1f}")
        for name, words in _EVALUATED.items()
    ]


_FEWEST = 3
_EVALUATED: Mapping[str, Promise] = {
    "useful": gettext_lazy("Of use in my work"),
    "clear": gettext_lazy("Clearly taught"),
    "joint": gettext_lazy("The agencies worked together"),
}
_FORMS: Mapping[str, Callable[[Session, Any], forms.BaseForm]] = {
    "change": lambda row, data: ChangeForm(
        data, instance=row if data is None else None, prefix="change"
    ),
    "day": lambda _row, data: DayForm(data, prefix="day"),
    "trainer": lambda row, data: TrainerForm(
        data, municipality=row.course.municipality_id, prefix="trainer"
    ),
    "enrol": lambda row, data: EnrolForm(
        data, municipality=row.course.municipality_id, prefix="enrol"
    ),
    "cancel": lambda _row, data: WhyForm(data, prefix="cancel"),
}


def _add_day(request: HttpRequest, row: Session, asked: dict[str, Any]) -> object:
    day = instants(asked["day"], asked["starts"], asked["ends"])
    return add_day(user=person(request), session=row.pk, place=asked["place"], **day)


@transaction.atomic
def _enrol(request: HttpRequest, row: Session, asked: dict[str, Any]) -> object:
    name, email = asked.pop("name"), asked.pop("email")
    language, known = asked.pop("language"), asked.pop("person")
    return enrol(
        user=person(request), session=row.pk, venue=asked["venue"],
        role=ParticipantRole(asked["role"]), gender=Gender(asked["gender"]),
        person=known
        or add_person(
            user=person(request), municipality=row.course.municipality, name=name,
            email=email, language=language,
        ),
    )  # fmt: skip


_TAKES: Mapping[str, Callable[[HttpRequest, Session, dict[str, Any]], object]] = {
    "change": lambda request, row, asked: change_session(
        user=person(request), session=row.pk, **asked
    ),
    "day": _add_day,
    "trainer": lambda request, row, asked: add_trainer(
        user=person(request), session=row.pk, **asked
    ),
    "enrol": _enrol,
    "cancel": lambda request, row, asked: cancel_session(
        user=person(request), session=row.pk, **asked
    ),
}
_BUTTONS: Mapping[str, Callable[[HttpRequest, Session], object]] = {
    "open-test": lambda request, row: open_test(user=person(request), session=row.pk),
    "close-test": lambda request, row: close_test(user=person(request), session=row.pk),
    "invite": lambda request, row: invite_venues(user=person(request), session=row.pk),
    "finish": lambda request, row: finish_session(user=person(request), session=row.pk),
}


@require_POST
def session_do(request: HttpRequest, session: UUID, what: str) -> HttpResponse:
    """Change a session, add to it, cancel it; open and close its test; issue certificates."""
    row = found(request, session)
    back = reverse("session_detail", args=[session])
    if what in _BUTTONS:
        return done(
            request, lambda: _BUTTONS[what](request, row), back, _("It is done.")
        )
    if what not in _TAKES:
        raise NotFound(_("A session has no such step."))
    if not organises(person(request), row.course.municipality_id):
        raise NotAllowed(_("You have no role that allows this here."))
    return taken(
        request, _FORMS[what](row, request.POST),
        lambda **asked: _TAKES[what](request, row, asked),
        lambda wrong: shown(request, row, {what: wrong}), then=back, said=_("It is saved."),
    )  # fmt: skip


@require_POST
def trainer_remove(request: HttpRequest, session: UUID, trainer: int) -> HttpResponse:
    """Take a trainer out."""
    return done(
        request,
        lambda: remove_trainer(user=person(request), session=session, trainer=trainer),
        reverse("session_detail", args=[session]),
    )


@require_POST
def enrolment_off(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """Sign somebody off."""
    row = _enrolled(request, enrolment)
    return done(
        request,
        lambda: sign_off(user=person(request), enrolment=enrolment),
        reverse("session_detail", args=[row.session_id]),
        _("%(name)s is signed off.") % {"name": row.person.name},
    )


@require_POST
def enrolment_result(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """Note the result of a test on paper."""
    row = _enrolled(request, enrolment)
    form = ResultForm(request.POST, course=row.session.course)
    return taken(
        request, form,
        lambda **_asked: note_paper_result(
            user=person(request), enrolment=enrolment,
            result=form.result,  # type: ignore[arg-type]
        ),
        lambda wrong: shown(request, row.session, {"result": wrong}),
        then=reverse("session_detail", args=[row.session_id]), said=_("The result is noted."),
    )  # fmt: skip


def _enrolled(request: HttpRequest, enrolment: UUID) -> Enrolment:
    rows = Enrolment.objects.filter(session__in=sessions_visible_to(person(request)))
    row = rows.select_related("person", "session__course").filter(pk=enrolment).first()
    if row is None:
        raise NotFound(_("There is no such sign-up."))
    return row


@require_GET
def session_list_paper(request: HttpRequest, session: UUID) -> HttpResponse:
    """The list of those who take part, to print and tick."""
    row = found(request, session)
    if not teaches(person(request), row):
        raise NotFound(_("There is no such session, or it is not yours to see."))
    return render(
        request,
        "training/check_in_paper.html",
        {
            "session": row,
            "days": [(day, local(day.starts_at).date()) for day in row.days.all()],
            "people": going(row)
            .select_related("person", "venue")
            .order_by("person__name"),
        },
    )
