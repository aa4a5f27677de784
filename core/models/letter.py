from django.db import models
from django.db.models import Q


class Letter(models.Model):
    """A mail that is to be sent, written in the transaction of what it tells.

    `key` names what it is about and at which step: a second letter of the same key is
    not written. What fails is tried again for ever, once a day in the end. What went is
    forgotten after a while, and at once when it is secret; the key stays. `calendar` is an
    entry for the reader's calendar (RFC 5545), sent with it.
    """

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    is_secret = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["try_at", "pk"]
        indexes = [
            models.Index(
                fields=["try_at"], condition=Q(sent_at=None), name="letters_that_wait"
            ),
        ]

    def __str__(self) -> str:
        return self.key
