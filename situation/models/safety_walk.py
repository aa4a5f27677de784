from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from situation.models.walk import Walk


class ChosenBecause(models.TextChoices):
    """Why a safety walk goes just there."""

    RESIDENTS = "residents", _("residents asked for it")
    REPORTS = "reports", _("it was reported (EST)")
    INCIDENTS = "incidents", _("something happened there")
    GRID = "grid", _("a gap in the Purple Flag grid")
    OTHER = "other", _("something else")


class WalksFor(models.TextChoices):
    """Whom a walk is for: women see other things, and say more among themselves."""

    ALL = "all", _("everybody")
    WOMEN_LED = "women_led", _("everybody, led by women")
    WOMEN_ONLY = "women_only", _("women alone")


class Light(models.TextChoices):
    """In what light it was walked."""

    DAYLIGHT = "daylight", _("daylight")
    DUSK = "dusk", _("dusk")
    DARK = "dark", _("dark")


class SafetyWalk(models.Model):
    """What a safety walk (trygghetsvandring) has beside any walk: why it goes there, for
    whom, from where and when, its route, and how it was. `route` is a list of stops with
    `name`, and `latitude` and `longitude` where somebody showed them. `again` is the
    walk whose points it looks at once more. `link` counts how often the participants' link
    was renewed. `gathered_at` is when who came was last written down, `weather_at` light or
    weather. `ended_because`: why somebody ended it at the desk, and not on the tablet.
    """

    walk = models.OneToOneField(
        Walk, on_delete=models.PROTECT, primary_key=True, related_name="safety"
    )
    meets_at = models.DateTimeField(_("gathers at"))
    meeting_place = models.CharField(_("where it gathers"), max_length=200)
    chosen_because = models.CharField(
        _("why just there"), max_length=10, choices=ChosenBecause
    )
    chosen_how = models.CharField(
        _("how it was chosen, in a few words"), max_length=500, blank=True
    )
    walks_for = models.CharField(
        _("for whom"), max_length=10, choices=WalksFor, default=WalksFor.ALL
    )
    route = models.JSONField(default=list)
    again = models.ForeignKey(
        Walk, on_delete=models.PROTECT, null=True, blank=True, related_name="rewalks",
        verbose_name=_("walks again what was walked"),
    )  # fmt: skip
    link = models.PositiveIntegerField(default=1)
    invited_at = models.DateTimeField(null=True)
    light = models.CharField(_("light"), max_length=10, choices=Light, blank=True)
    weather = models.CharField(_("weather"), max_length=100, blank=True)
    gathered_at = models.DateTimeField(null=True)
    weather_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=500, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-meets_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen_because__in=ChosenBecause.values),
                name="why_a_walk_goes_there_is_known",
            ),
            models.CheckConstraint(
                condition=Q(walks_for__in=WalksFor.values),
                name="whom_a_walk_is_for_is_known",
            ),
            models.CheckConstraint(
                condition=Q(light__in=["", *Light.values]), name="light_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.walk_id} {self.meets_at}"


class ParticipantRole(models.TextChoices):
    """As what somebody walked along."""

    RESIDENT = "resident", _("resident or visitor")
    MUNICIPALITY = "municipality", _("municipality")
    POLICE = "police", _("police")
    OWNER = "owner", _("property owner")
    BUSINESS = "business", _("business")
    ASSOCIATION = "association", _("association")


class ParticipantGender(models.TextChoices):
    """As each stated it."""

    WOMEN = "women", _("women")
    MEN = "men", _("men")
    OTHER = "other", pgettext_lazy("gender", "other")
    UNSTATED = "unstated", _("not stated")


class AgeBand(models.TextChoices):
    """As each stated it."""

    UNDER_18 = "under_18", _("under 18")
    TO_29 = "18_29", _("18–29")
    TO_64 = "30_64", _("30–64")
    OVER_64 = "over_64", _("65 and older")
    UNSTATED = "unstated", _("not stated")


class Participants(models.Model):
    """How many of a kind walked along: counts, never names."""

    walk = models.ForeignKey(
        SafetyWalk, on_delete=models.PROTECT, related_name="participants"
    )
    role = models.CharField(max_length=15, choices=ParticipantRole)
    gender = models.CharField(max_length=10, choices=ParticipantGender)
    age = models.CharField(max_length=10, choices=AgeBand)
    count = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["walk", "role", "gender", "age"]
        constraints = [
            models.UniqueConstraint(
                fields=["walk", "role", "gender", "age"], name="a_kind_is_counted_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=ParticipantRole.values)
                & Q(gender__in=ParticipantGender.values)
                & Q(age__in=AgeBand.values)
                & Q(count__gte=1),
                name="participants_are_of_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.role} {self.gender} {self.age}"


class WalkAddress(models.Model):
    """Where an invitation, the protocol and the answer of a walk go. An address and no
    name; forgotten half a year after the walk.
    """

    walk = models.ForeignKey(
        SafetyWalk, on_delete=models.PROTECT, related_name="addresses"
    )
    email = models.EmailField(max_length=254)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["walk", "email"]
        constraints = [
            models.UniqueConstraint(
                "walk", Lower("email"), name="an_address_is_told_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.walk_id}"


class WalkProtocol(models.Model):
    """What was seen and proposed, as it was sent to those on the list: `content` with its
    SHA-256. Sent anew it is another revision.
    """

    walk = models.ForeignKey(
        SafetyWalk, on_delete=models.PROTECT, related_name="protocols"
    )
    revision = models.PositiveSmallIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["walk", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["walk", "revision"], name="a_walk_protocol_has_its_revision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.walk_id} {self.revision}"


class WalkAnswer(models.Model):
    """What the participants were told of what came of their walk."""

    walk = models.ForeignKey(
        SafetyWalk, on_delete=models.PROTECT, related_name="answers"
    )
    text = models.TextField(_("what came of it"), max_length=4000)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["given_at"]

    def __str__(self) -> str:
        return f"{self.walk_id} {self.given_at}"
