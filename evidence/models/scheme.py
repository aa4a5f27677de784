from django.db import models
from django.utils.translation import gettext_lazy as _


class SchemeVersion(models.Model):
    """A scheme as it was published; frozen from then on. `rules.scheme` reads its text.

    `source_sha256` is the hash of the text it was published from.
    """

    code = models.CharField(_("version"), max_length=20, primary_key=True)
    content = models.JSONField()
    valid_from = models.DateField(_("valid from"))
    published_at = models.DateTimeField(_("published"))
    source_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-valid_from", "code"]

    def __str__(self) -> str:
        return self.code
