"""Describing courses: diplomas, parts, how long they hold, and the question bank."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid, NotFound
from training.models import (
    Course,
    CourseKind,
    CoursePart,
    Diploma,
    Question,
    QuestionArea,
    TestRule,
    Validity,
)
from training.permissions import check_organises

LEAST_OPTIONS, MOST_OPTIONS = 2, 6
_ALL = 100


@transaction.atomic
def make_diploma(
    *, user: User, municipality: Municipality, code: str, name_sv: str, name_en: str
) -> Diploma:
    """Make a diploma. `Invalid` when another has its letters."""
    check_organises(user, municipality)
    if Diploma.objects.filter(municipality=municipality, code=code).exists():
        raise Invalid(_("Another diploma has these letters."))
    return Diploma.objects.create(
        municipality=municipality, code=code, name_sv=name_sv, name_en=name_en
    )


@transaction.atomic
def save_course(
    *,
    user: User,
    municipality: Municipality,
    kind: CourseKind,
    name_sv: str,
    name_en: str,
    course: Course | None = None,
    about_sv: str = "",
    about_en: str = "",
    diploma: Diploma | None = None,
    has_test: bool = False,
    ended_on: date | None = None,
) -> Course:
    """Make a course, or say anew what one is. `Invalid` when another has its name."""
    check_organises(user, municipality)
    if diploma is not None and diploma.municipality_id != municipality.pk:
        raise NotFound(_("There is no such diploma."))
    row = course or Course(municipality=municipality)
    if row.municipality_id != municipality.pk:
        raise NotFound(_("There is no such course, or it is not yours to see."))
    named = Course.objects.filter(municipality=municipality, name_sv=name_sv.strip())
    if named.exclude(pk=row.pk).exists():
        raise Invalid(_("Another course has that name."))
    row.kind, row.name_sv, row.name_en = kind, name_sv.strip(), name_en.strip()
    row.about_sv, row.about_en = about_sv.strip(), about_en.strip()
    row.diploma, row.has_test, row.ended_on = diploma, has_test, ended_on
    row.save()
    return row


@transaction.atomic
def add_part(
    *, user: User, course: int, day: int, name_sv: str, name_en: str, minutes: int
) -> CoursePart:
    """Add a part at the end of a day."""
    row = course_of(user, course)
    last = row.parts.filter(day=day).last()
    return CoursePart.objects.create(
        course=row, day=day, number=1 if last is None else last.number + 1,
        name_sv=name_sv.strip(), name_en=name_en.strip(), minutes=minutes,
    )  # fmt: skip


@transaction.atomic
def remove_part(*, user: User, course: int, part: int) -> None:
    """Take a part out."""
    course_of(user, course).parts.filter(pk=part).delete()


@transaction.atomic
def set_validity(
    *, user: User, course: int, applies_from: date, months: int | None
) -> Validity:
    """Decide how long certificates issued from a day hold. What was issued stays."""
    row = course_of(user, course)
    made, _is_new = Validity.objects.update_or_create(
        course=row, applies_from=_ahead(applies_from), defaults={"months": months}
    )
    return made


@transaction.atomic
def set_test_rule(
    *,
    user: User,
    course: int,
    applies_from: date,
    pass_percent: int,
    attempts: int,
    wait_days: int,
    minutes: int,
) -> TestRule:
    """Decide how tests begun from a day are passed and taken again; `Invalid` when nobody
    could pass.
    """
    row = course_of(user, course)
    if not 1 <= pass_percent <= _ALL or attempts < 1:
        raise Invalid(
            _("A test is passed with 1 to 100 per cent, in one attempt or more.")
        )
    made, _is_new = TestRule.objects.update_or_create(
        course=row, applies_from=_ahead(applies_from),
        defaults={
            "pass_percent": pass_percent, "attempts": attempts,
            "wait_days": wait_days, "minutes": minutes,
        },
    )  # fmt: skip
    return made


@transaction.atomic
def add_area(
    *, user: User, course: int, name_sv: str, name_en: str, drawn: int
) -> QuestionArea:
    """Add an area to the question bank."""
    row = course_of(user, course)
    if row.areas.filter(name_sv=name_sv.strip()).exists():
        raise Invalid(_("Another area has that name."))
    return QuestionArea.objects.create(
        course=row, name_sv=name_sv.strip(), name_en=name_en.strip(), drawn=drawn
    )


@transaction.atomic
def add_question(
    *,
    user: User,
    course: int,
    area: int,
    text_sv: str,
    text_en: str,
    options_sv: Sequence[str],
    options_en: Sequence[str],
    right: int,
) -> Question:
    """Add a question; `right` counts its answers from 0. `Invalid` when the languages
    have different numbers of answers, or the right one is none of them.
    """
    row = course_of(user, course).areas.filter(pk=area).first()
    if row is None:
        raise NotFound(_("There is no such area."))
    if len(options_sv) != len(options_en):
        raise Invalid(_("Give as many answers in Swedish as in English."))
    if not LEAST_OPTIONS <= len(options_sv) <= MOST_OPTIONS:
        raise Invalid(_("Give two to six answers, one a line."))
    if not 0 <= right < len(options_sv):
        raise Invalid(_("The right answer must be one of them."))
    return Question.objects.create(
        area=row, text_sv=text_sv.strip(), text_en=text_en.strip(),
        options_sv=list(options_sv), options_en=list(options_en), right=right,
    )  # fmt: skip


@transaction.atomic
def retire_question(*, user: User, course: int, question: int) -> None:
    """Draw it no more; papers that had it stay as they were."""
    there = course_of(user, course).areas.values("pk")
    Question.objects.filter(pk=question, area__in=there, retired_at=None).update(
        retired_at=clock.now()
    )


def course_of(user: User, course: int) -> Course:
    """The course, locked, when the person organises training there; `NotFound` else."""
    there = municipalities_where(user, Capability.ORGANISE_TRAINING)
    rows = Course.objects.select_for_update(of=("self",))
    row = rows.filter(pk=course, municipality__in=there).first()
    if row is None:
        raise NotFound(_("There is no such course, or it is not yours to see."))
    return row


def _ahead(day: date) -> date:
    """A rule is made for what comes: what has happened was judged by the rule of then."""
    if day < clock.today():
        raise Invalid(_("A rule cannot be made for days that are over."))
    return day
