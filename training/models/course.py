from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality
from core.bilingual import Named, tongue


class CourseKind(models.TextChoices):
    """What a course is, for the figures (domain note 6)."""

    AAS = "aas", _("responsible serving of alcohol (AAS)")
    RENEWAL = "renewal", _("renewal of AAS")
    OPERATORS = "operators", _("operators' meeting (krögarträff)")
    DRUGS = "drugs", _("Krogar mot knark")
    OWN = "own", _("a course of one's own")


class Diploma(Named, models.Model):
    """What a certificate is of. Several courses may give the same, a first one and its
    renewal; requirements ask for a diploma, never for a course.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="diplomas"
    )
    code = models.CharField(
        _("short name"), max_length=6, validators=[RegexValidator(r"^[A-Z]{2,6}$")],
        help_text=_("Two to six capital letters; every certificate's number begins so."),
    )  # fmt: skip
    name_sv = models.CharField(_("name in Swedish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)

    class Meta:
        ordering = ["municipality", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"], name="diploma_code_is_unique_there"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Course(Named, models.Model):
    """What is taught, in which parts, and which diploma it gives, if any."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="courses"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=CourseKind)
    name_sv = models.CharField(_("name in Swedish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    about_sv = models.TextField(_("about it, in Swedish"), max_length=4000, blank=True)
    about_en = models.TextField(_("about it, in English"), max_length=4000, blank=True)
    diploma = models.ForeignKey(
        Diploma, on_delete=models.PROTECT, null=True, blank=True,
        related_name="courses", verbose_name=_("gives the diploma"),
    )  # fmt: skip
    has_test = models.BooleanField(_("ends with a written test"), default=False)
    ended_on = models.DateField(_("not held after"), null=True, blank=True)

    class Meta:
        ordering = ["municipality", "name_sv", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name_sv"], name="course_name_is_unique_there"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=CourseKind.values), name="course_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        """What it is about, in the language that is active."""
        return self.about_en if tongue() == "en" else self.about_sv


class CoursePart(Named, models.Model):
    """One part of a course, on its first, second … day."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="parts")
    day = models.PositiveSmallIntegerField(
        _("day"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    number = models.PositiveSmallIntegerField(
        _("order"), validators=[MinValueValidator(1), MaxValueValidator(40)]
    )
    name_sv = models.CharField(_("name in Swedish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )

    class Meta:
        ordering = ["course", "day", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "day", "number"], name="parts_stand_in_an_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Validity(models.Model):
    """How long a certificate from a course holds, from a day on; no months, no end.

    No national validity was found (domain note 6.1): each municipality decides.
    """

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="validities"
    )
    applies_from = models.DateField(_("for certificates issued from"))
    months = models.PositiveSmallIntegerField(
        _("valid for months"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )  # fmt: skip

    class Meta:
        ordering = ["course", "applies_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "applies_from"], name="one_validity_from_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.applies_from}: {self.months}"
