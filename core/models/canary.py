from django.db import models
from django.db.models import Q


class Canary(models.Model):
    """A question that the web writes down and a worker answers: proof that both reach the
    same database, and one another.
    """

    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at"]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(answered_at=None),
                name="canaries_that_wait",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M:%S}"
