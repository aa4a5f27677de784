from django.db import models

from core.identifiers import uuid7


class ServerEpoch(models.Model):
    """One unbroken memory of the server. After a restore a new one begins, and devices
    that see another epoch offer their entries again.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    began_at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["-began_at", "-id"]

    def __str__(self) -> str:
        return str(self.id)
