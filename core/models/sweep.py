from django.db import models


class Sweep(models.Model):
    """When a sweep was last completed, and what stopped it since. `done_for` is the civil
    day for which a daily sweep has run; an absence of the row says that it never did.
    """

    name = models.CharField(max_length=60, primary_key=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    done_for = models.DateField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
