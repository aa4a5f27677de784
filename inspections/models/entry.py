from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Municipality, User
from core.identifiers import uuid7
from inspections.models.device import Stream
from inspections.models.visit import Visit


class Parcel(models.Model):
    """What one signature covers: the entries of one stream in one batch, in order.

    `leaves` are the header hashes as they were signed, 32 bytes each. Kept so that the
    device's signature over any entry can be shown for ever.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="parcels")
    carried_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    leaves = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.id)


class Entry(models.Model):
    """One line of the log: appended, never changed (the database refuses it too).

    Header members are columns, from which the header's canonical text is written again;
    hashes and salt are hex text, for binary columns would keep Django from inserting a
    batch through UNNEST on PostgreSQL;
    the payload is kept as the text that came. `recorded_at` is the corrected instant.
    Payload and salt become NULL when destroyed by a logged decision of two people; the
    hashes stay, so the chain still holds.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="entries")
    section = models.CharField(max_length=30)
    kind = models.CharField(max_length=20)
    stream = models.ForeignKey(
        Stream, on_delete=models.PROTECT, related_name="entries", db_index=False
    )
    seq = models.PositiveIntegerField()
    device_at = models.CharField(max_length=29)
    mono_ms = models.BigIntegerField()
    boot = models.UUIDField()
    payload_hash = models.CharField(max_length=64)
    header_hash = models.CharField(max_length=64)
    salt = models.CharField(max_length=32, null=True)
    payload = models.TextField(null=True)
    recorded_at = models.DateTimeField()
    clock_offset_ms = models.BigIntegerField()
    received_at = models.DateTimeField()
    parcel = models.ForeignKey(
        Parcel,
        on_delete=models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="entries",
    )
    is_late = models.BooleanField(default=False)

    class Meta:
        ordering = ["visit", "id"]
        verbose_name_plural = "entries"
        constraints = [
            # Without it a gap in a sequence could be filled twice.
            models.UniqueConstraint(
                fields=["stream", "seq"], name="a_sequence_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["visit"],
                condition=models.Q(kind="started"),
                name="a_visit_is_started_once",
            ),
            models.UniqueConstraint(
                fields=["visit", "section"],
                condition=models.Q(kind="sealed"),
                name="a_section_is_sealed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class HeldState(models.TextChoices):
    WAITING = "waiting", _("waits for its visit")
    QUARANTINED = "quarantined", _("in quarantine")
    SETTLED = "settled", _("settled")


class HeldEntry(models.Model):
    """What came in and is no line of the log (yet): kept as the bytes that came.

    Addressed by its own content, so that sending it again changes nothing. `agency` is
    whose coordinator sees it.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    state = models.CharField(max_length=12, choices=HeldState)
    code = models.CharField(max_length=40)
    where = models.CharField(max_length=200, blank=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    stream_id = models.UUIDField(null=True, db_index=True)
    entry_id = models.UUIDField(null=True)
    visit_id = models.UUIDField(null=True, db_index=True)
    content = models.BinaryField()
    recorded_at = models.DateTimeField(null=True)
    clock_offset_ms = models.BigIntegerField(default=0)
    parcel_id = models.UUIDField()
    received_at = models.DateTimeField()
    carried_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_because = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["received_at", "digest"]
        verbose_name_plural = "held entries"
        indexes = [models.Index(fields=["municipality", "state", "agency"])]

    def __str__(self) -> str:
        return f"{self.code} {self.digest[:8]}"
