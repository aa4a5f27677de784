from django.db import models


class ChangeCounter(models.Model):
    """The number of the last change in one scope, such as a municipality's venues.

    A sequence would hand out numbers that commit out of order, and a reader could pass
    over the lower one for ever; this row is locked until its transaction ends.
    """

    scope = models.CharField(max_length=60, primary_key=True)
    value = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["scope"]

    def __str__(self) -> str:
        return f"{self.scope}: {self.value}"
