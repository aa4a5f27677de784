from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class SavedFilter(models.Model):
    """What somebody asks for again and again: a page and its address, under a name."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="saved_filters"
    )
    route = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ["user", "route", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "route", "name"], name="a_filter_has_a_name_of_its_own"
            ),
        ]

    def __str__(self) -> str:
        return self.name
