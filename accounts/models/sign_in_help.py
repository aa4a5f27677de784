from django.db import models

from accounts.models.user import User
from core.identifiers import uuid7


class SignInHelp(models.Model):
    """That an administrator took away somebody's own ways to sign in: whose, who, when.
    Only ever appended.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    of = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.of}"
