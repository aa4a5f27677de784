from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Municipality, User
from core.identifiers import uuid7
from evidence.models.scheme import SchemeVersion


class Edition(models.TextChoices):
    """For whom a pack is."""

    ASSESSOR = "assessor", _("the assessors")
    PUBLIC = "public", _("the public")


class PackState(models.TextChoices):
    """From being asked for to lying ready."""

    ASKED = "asked", _("being built")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be built")
    CANCELLED = "cancelled", _("stopped")


class Language(models.TextChoices):
    """The language that a pack is written in."""

    SV = "sv", "svenska"
    EN = "en", "English"


class Pack(models.Model):
    """An application compiled: the figures of one agency and a municipality's evidence.

    `inputs` is the canonical JSON of `rules.pack.Inputs`, written once, before anything is
    printed. `fingerprint` is the SHA-256 of the manifest, which names every file;
    `sha256` that of the whole archive, whose bytes lie beside the database.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="packs"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="packs")
    scheme = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT)
    title = models.CharField(_("title"), max_length=120)
    edition = models.CharField(_("for whom"), max_length=8, choices=Edition)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    until = models.DateField(_("last day that it tells of"))
    state = models.CharField(
        _("state"), max_length=9, choices=PackState, default=PackState.ASKED
    )
    problem = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(_("asked for"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    built_at = models.DateTimeField(_("built"), null=True, blank=True)
    inputs = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(edition__in=Edition.values), name="edition_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PackState.values), name="pack_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready")
                | ~Q(inputs="")
                & ~Q(fingerprint="")
                & ~Q(sha256="")
                & Q(built_at__isnull=False),
                name="a_ready_pack_says_what_it_is",
            ),
        ]

    def __str__(self) -> str:
        return self.title
