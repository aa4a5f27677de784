"""Courses and their question banks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Municipality
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import NotAllowed, NotFound
from training.models import Course, Diploma
from training.permissions import organises
from training.queries.sessions import courses_visible_to
from training.services.courses import (
    add_area,
    add_part,
    add_question,
    make_diploma,
    remove_part,
    retire_question,
    save_course,
    set_test_rule,
    set_validity,
)
from web.asking import chosen_municipality, person
from web.deeds import done, taken
from web.training.forms import (
    AreaForm,
    CourseForm,
    DiplomaForm,
    PartForm,
    QuestionForm,
    TestRuleForm,
    ValidityForm,
)


@require_http_methods(["GET", "POST"])
def course_list(request: HttpRequest) -> HttpResponse:
    """The courses, and for organisers the form to make one."""
    there = chosen_municipality(request, Capability.ORGANISE_TRAINING)
    form = (
        None
        if there is None
        else CourseForm(request.POST or None, municipality=there.pk)
    )
    if request.method == "POST":
        if form is None or there is None:
            raise NotAllowed(_("You have no role that allows this here."))
        return taken(
            request, form,
            lambda **asked: save_course(
                user=person(request), municipality=there, **asked
            ),
            lambda wrong: _courses(request, there, wrong, None),
            then=reverse("course_list"), said=_("The course is made."),
        )  # fmt: skip
    return _courses(request, there, form, None)


@require_POST
def diploma_add(request: HttpRequest) -> HttpResponse:
    """Make a diploma."""
    there = chosen_municipality(request, Capability.ORGANISE_TRAINING)
    if there is None:
        raise NotAllowed(_("You have no role that allows this here."))
    return taken(
        request, DiplomaForm(request.POST),
        lambda **asked: make_diploma(user=person(request), municipality=there, **asked),
        lambda wrong: _courses(
            request, there, CourseForm(municipality=there.pk), wrong
        ),
        then=reverse("course_list"), said=_("The diploma is made."),
    )  # fmt: skip


def _courses(
    request: HttpRequest,
    there: Municipality | None,
    form: forms.BaseForm | None,
    diploma: forms.BaseForm | None,
) -> HttpResponse:
    if there is None:
        municipalities = municipalities_where(person(request), Capability.SEE_TRAINING)
        if not municipalities.exists():
            raise NotFound(_("There is no such page, or it is not yours to see."))
    return render(
        request,
        "training/courses.html",
        {
            "courses": courses_visible_to(person(request)),
            "form": form,
            "diploma": None if there is None else diploma or DiplomaForm(),
            "diplomas": Diploma.objects.filter(
                municipality__in=municipalities_where(
                    person(request), Capability.SEE_TRAINING
                )
            ),
        },
    )


@require_GET
def course_detail(request: HttpRequest, course: int) -> HttpResponse:
    """A course: parts, how long it holds, and for organisers its test and questions."""
    return _course(request, _found(request, course), {})


@require_POST
def course_save(request: HttpRequest, course: int) -> HttpResponse:
    """Say anew what a course is."""
    row = _found(request, course)
    return taken(
        request, CourseForm(request.POST, municipality=row.municipality_id),
        lambda **asked: save_course(
            user=person(request), municipality=row.municipality, course=row, **asked
        ),
        lambda wrong: _course(request, row, {"course": wrong}),
        then=reverse("course_detail", args=[course]), said=_("It is saved."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Addition:
    """Something that a course may get: its form, and the verb that writes it."""

    form: Callable[..., forms.BaseForm]
    take: Callable[..., object]


_ADDITIONS: Mapping[str, Addition] = {
    "part": Addition(PartForm, add_part),
    "validity": Addition(ValidityForm, set_validity),
    "rule": Addition(TestRuleForm, set_test_rule),
    "area": Addition(AreaForm, add_area),
    "question": Addition(QuestionForm, add_question),
}
_REMOVALS: Mapping[str, Callable[..., None]] = {
    "part": lambda number, **asked: remove_part(part=number, **asked),
    "question": lambda number, **asked: retire_question(question=number, **asked),
}


@require_POST
def course_add(request: HttpRequest, course: int, what: str) -> HttpResponse:
    """Add a part, an area, a question, or a rule from a day on."""
    row = _found(request, course)
    if what not in _ADDITIONS:
        raise NotFound(_("A course has no such part."))
    addition = _ADDITIONS[what]
    return taken(
        request, _form(what, row, request.POST),
        lambda **asked: addition.take(user=person(request), course=course, **asked),
        lambda wrong: _course(request, row, {what: wrong}),
        then=reverse("course_detail", args=[course]), said=_("It is saved."),
    )  # fmt: skip


@require_POST
def course_remove(
    request: HttpRequest, course: int, what: str, number: int
) -> HttpResponse:
    """Take a part out, or a question out of the draw."""
    _found(request, course)
    if what not in _REMOVALS:
        raise NotFound(_("A course has no such part."))
    return done(
        request,
        lambda: _REMOVALS[what](number, user=person(request), course=course),
        reverse("course_detail", args=[course]),
    )


def _found(request: HttpRequest, course: int) -> Course:
    row = (
        courses_visible_to(person(request))
        .select_related("municipality")
        .filter(pk=course)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such course, or it is not yours to see."))
    return row


def _form(what: str, row: Course, data: Any = None) -> forms.BaseForm:
    extra = {"course": row} if what == "question" else {}
    return _ADDITIONS[what].form(data, prefix=what, **extra)


def _course(
    request: HttpRequest, row: Course, sent: Mapping[str, forms.BaseForm]
) -> HttpResponse:
    may = organises(person(request), row.municipality_id)
    made: dict[str, forms.BaseForm] = {}
    if may:
        made = {what: _form(what, row) for what in _ADDITIONS}
        made["course"] = CourseForm(instance=row, municipality=row.municipality_id)
    return render(
        request,
        "training/course.html",
        {
            "course": row,
            "may": may,
            "forms": {**made, **sent},
            "sent": sent,
            "areas": row.areas.prefetch_related("questions") if may else [],
            "rules": row.test_rules.all(),
        },
    )
