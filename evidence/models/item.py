from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.identifiers import uuid7
from core.received_file import ReceivedFile
from evidence.models.scheme import SchemeVersion


class ItemKind(models.TextChoices):
    """What a piece of evidence is."""

    FIGURE = "figure", _("figure")
    VISIT = "visit", _("visits and protocols")
    WALK = "walk", _("walk")
    PLAN = "plan", _("plan or policy")
    PHOTO = "photo", _("photo")
    DOCUMENT = "document", _("document")
    LINK = "link", _("link")
    STATEMENT = "statement", _("statement of a partner")


class ItemState(models.TextChoices):
    """From being asked for to being approved."""

    WANTED = "wanted", _("asked for")
    DRAFT = "draft", _("draft")
    OFFERED = "offered", _("waits for approval")
    RETURNED = "returned", _("sent back")
    APPROVED = "approved", _("approved")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Item(models.Model):
    """A piece of evidence of a municipality: what it says, of when, and who answers for it.

    `dated_on` is the day it tells of, which decides whether it is fresh. `indicator` is
    the code of a figure. `wanted_by` is when the owner owes it. Approved by somebody else
    than its author; what was approved is not changed, only withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="evidence"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ItemKind)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what it shows"), max_length=4000, blank=True)
    link = models.URLField(_("address on the web"), max_length=500, blank=True)
    indicator = models.CharField(_("figure"), max_length=8, blank=True)
    dated_on = models.DateField(_("of the day"), null=True, blank=True)
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("answers for it"),
    )
    wanted_by = models.DateField(_("wanted by"), null=True, blank=True)
    is_public = models.BooleanField(_("may be shown to the public"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=ItemState, default=ItemState.DRAFT
    )
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ItemKind.values), name="item_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ItemState.values), name="item_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(decided_by__isnull=False, author__isnull=False)
                & Q(dated_on__isnull=False)
                & ~Q(decided_by=models.F("author")),
                name="somebody_else_than_the_author_approves",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "withdrawn"]) | ~Q(reason=""),
                name="what_goes_back_has_its_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "state", "dated_on"], name="evidence_by_state"
            ),
            models.Index(
                fields=["wanted_by", "reminded"],
                condition=Q(state__in=["wanted", "draft", "returned"]),
                name="evidence_to_remind_of",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ItemFile(ReceivedFile):
    """A photo or a PDF that belongs to a piece of evidence."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="files")

    class Meta(ReceivedFile.Meta):
        ordering = ["item", "name", "pk"]


class Placement(models.Model):
    """For which attribute of which scheme a piece speaks, and for which time zone; for
    the whole night when `zone` is empty, which fills no cell of the grid.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="placements")
    scheme = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT)
    attribute = models.CharField(max_length=20)
    zone = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["scheme", "attribute", "zone"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "scheme", "attribute", "zone"],
                name="a_piece_speaks_for_a_place_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attribute} {self.zone}"


class Scorer(models.TextChoices):
    """Who gave a score."""

    SELF = "self", _("ourselves")
    ASSESSOR = "assessor", _("the assessors")


class Score(models.Model):
    """A score of an attribute with its reason; appended, the latest counts."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="scores"
    )
    scheme = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT)
    attribute = models.CharField(max_length=20)
    by = models.CharField(_("given by"), max_length=8, choices=Scorer)
    score = models.PositiveSmallIntegerField(_("score"))
    reason = models.TextField(_("why"), max_length=2000)
    scored_on = models.DateField(_("on"))
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["attribute", "by", "-noted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__in=Scorer.values), name="scorer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=1) & ~Q(reason=""),
                name="a_score_has_its_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "scheme", "attribute", "by", "-noted_at"],
                name="latest_scores",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attribute} {self.score}"
