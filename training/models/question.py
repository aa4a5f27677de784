from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.bilingual import Named
from training.models.course import Course


class TestRule(models.Model):
    """How the test of a course is passed and taken again, from a day on."""

    __test__ = False  # its name begins like that of a test

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="test_rules"
    )
    applies_from = models.DateField(_("for tests begun from"))
    pass_percent = models.PositiveSmallIntegerField(
        _("right in each area, per cent"), default=75,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )  # fmt: skip
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=3,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )  # fmt: skip
    wait_days = models.PositiveSmallIntegerField(
        _("days before it may be taken again"), default=0,
        validators=[MaxValueValidator(365)],
    )  # fmt: skip
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=60,
        validators=[MinValueValidator(5), MaxValueValidator(480)],
    )  # fmt: skip

    class Meta:
        ordering = ["course", "applies_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "applies_from"], name="one_test_rule_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(pass_percent__range=(1, 100), attempts__gte=1),
                name="a_test_can_be_passed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.applies_from}"


class QuestionArea(Named, models.Model):
    """An area of the test; it must be passed for itself. `drawn` questions are asked."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="areas")
    name_sv = models.CharField(_("name in Swedish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    drawn = models.PositiveSmallIntegerField(
        _("questions drawn"), default=5,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )  # fmt: skip

    class Meta:
        ordering = ["course", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "name_sv"], name="areas_of_a_course_have_names"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """A question with two to six answers of which one is right. One that was asked is
    retired, never changed: papers keep its words of that day.

    `options_sv` and `options_en`: the answers in the same order; `right` counts from 0.
    """

    area = models.ForeignKey(
        QuestionArea, on_delete=models.PROTECT, related_name="questions"
    )
    text_sv = models.CharField(_("question in Swedish"), max_length=500)
    text_en = models.CharField(_("question in English"), max_length=500)
    options_sv = models.JSONField(_("answers in Swedish"))
    options_en = models.JSONField(_("answers in English"))
    right = models.PositiveSmallIntegerField(_("the right one"))
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["area", "pk"]

    def __str__(self) -> str:
        return self.text_sv
