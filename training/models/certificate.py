from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.identifiers import uuid7
from training.models.course import Course, Diploma
from training.models.enrolment import Enrolment
from training.models.person import Person
from venues.models import Holder


class Certificate(models.Model):
    """That somebody has a diploma, until a day or without end.

    `number` stands on the paper and opens the public page. `reminded` counts the
    reminders that have gone. What was issued is revoked, never taken away.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(_("number"), max_length=24, unique=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="certificates"
    )
    diploma = models.ForeignKey(
        Diploma, on_delete=models.PROTECT, related_name="certificates"
    )
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True,
        related_name="certificate",
    )  # fmt: skip
    origin = models.CharField(_("taken over from"), max_length=200, blank=True)
    issued_on = models.DateField(_("issued"))
    valid_until = models.DateField(_("valid to and including"), null=True, blank=True)
    issued_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_why = models.CharField(_("why"), max_length=300, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-issued_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("issued_on")),
                name="certificate_ends_after_it_is_issued",
            ),
            models.UniqueConstraint(
                fields=["person", "diploma", "issued_on"],
                name="a_diploma_is_issued_once_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "diploma", "issued_on", "valid_until"],
                condition=Q(revoked_at=None), name="certificates_that_hold",
            ),
            models.Index(
                fields=["valid_until", "reminded"], condition=Q(revoked_at=None),
                name="certificates_that_lapse",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class KnowledgeTest(models.Model):
    """A knowledge test (kunskapsprov) of whoever applies for a licence (AL 8:12): a
    register of its own, no certificate of staff.

    `result`: for each area its name, how many were right and how many asked.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="knowledge_tests"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="knowledge_tests"
    )
    holder = models.ForeignKey(
        Holder, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("for the holder"),
    )  # fmt: skip
    variant = models.CharField(_("kind of licence"), max_length=60)
    language = models.CharField(_("language of the test"), max_length=30)
    matter = models.CharField(_("application"), max_length=60)
    attempt = models.PositiveSmallIntegerField(_("attempt"))
    taken_on = models.DateField(_("taken"))
    result = models.JSONField()
    passed = models.BooleanField()
    valid_until = models.DateField(_("valid to and including"), null=True, blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-taken_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "matter", "attempt"],
                name="attempts_of_an_application_are_numbered",
            ),
            models.CheckConstraint(
                condition=Q(passed=True, valid_until__isnull=False)
                | Q(passed=False, valid_until__isnull=True),
                name="only_a_passed_test_is_valid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.taken_on}"
