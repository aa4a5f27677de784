from django.db import models

from accounts.models import Agency


class SealChain(models.Model):
    """The last link of an agency's chain of seals. Locked while a new link is made."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, primary_key=True)
    head = models.CharField(max_length=64)
    length = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["agency"]

    def __str__(self) -> str:
        return f"{self.agency}: {self.length}"
