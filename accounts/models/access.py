from django.db import models

from accounts.models.municipality import Municipality
from accounts.models.user import User
from core.identifiers import uuid7


class PersonalDataRead(models.Model):
    """That somebody looked at a person's data: who, what, when. Only ever appended."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    user = models.ForeignKey(User, on_delete=models.PROTECT)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["municipality", "kind", "subject"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.subject}"
