"""A serving licence with its dimensions kept apart (domain note 1.2)."""

from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.identifiers import uuid7
from venues.models.venue import Venue


class Duration(models.TextChoices):
    PERMANENT = "permanent", _("permanent")
    SEASONAL = "seasonal", _("permanent, yearly season")
    TEMPORARY = "temporary", _("temporary")


class Audience(models.TextChoices):
    PUBLIC = "public", _("the public")
    CLOSED_PARTY = "closed_party", _("closed party")


class Drink(models.TextChoices):
    SPIRITS = "spirits", _("spirits")
    WINE = "wine", _("wine")
    STRONG_BEER = "strong_beer", _("strong beer")
    OTHER_FERMENTED = "other_fermented", _("other fermented drinks")
    ALCOHOL_LIKE = "alcohol_like", _("alcohol-like preparations")


class Space(models.TextChoices):
    INDOOR = "indoor", _("indoors")
    OUTDOOR = "outdoor", _("outdoor serving area")
    SHARED = "shared", _("shared serving area")
    ROOM_SERVICE = "room_service", _("room service or minibar")


class SpecialForm(models.TextChoices):
    CATERING = "catering", _("catering")
    TASTING = "tasting", _("tasting")
    PRODUCER_TASTING = "producer_tasting", _("tasting at the producer's")
    SPICED_SNAPS = "spiced_snaps", _("spicing of snaps")
    SHARED_AREA = "shared_area", _("shared serving area")
    INTERVAL = "interval", _("serving in the interval")
    TRAFFIC = "traffic", _("serving in traffic")
    TRIAL_HOURS = "trial_hours", _("trial of extended hours")


class HoursSpace(models.TextChoices):
    INDOOR = "indoor", _("indoors")
    OUTDOOR = "outdoor", _("outdoors")
    CLOSED_PARTY = "closed_party", _("closed party")


class ConditionKind(models.TextChoices):
    GUARDS = "guards", _("appointed guards")
    ENTRANCE_HOSTS = "entrance_hosts", _("entrance hosts")
    MAX_PERSONS = "max_persons", _("permitted number of persons")
    TRAINING = "training", _("trained staff")
    STAFF_OVERVIEW = "staff_overview", _("staff circulate and overview")
    OUTDOOR_END = "outdoor_end", _("end of outdoor serving")
    OTHER = "other", _("other condition")


class LicenceQuerySet(models.QuerySet["Licence"]):
    def valid_on(self, day: date | OuterRef) -> "LicenceQuerySet":
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class Licence(models.Model):
    """One version of a licence. A change is a new version; none is overwritten.

    `serving_until_minute` is the latest end of serving on any weekday, in minutes after
    the midnight that begins the day (1560 = 02:00 the next morning); kept beside the
    hours so that the risk rule reads one column.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="licences")
    version = models.PositiveIntegerField(_("version"), default=1)
    duration = models.CharField(_("duration"), max_length=10, choices=Duration)
    audiences = models.JSONField(_("audience"), default=list)
    drinks = models.JSONField(_("drinks"), default=list)
    spaces = models.JSONField(_("space"), default=list)
    special_forms = models.JSONField(_("special forms"), default=list)
    seats_indoor = models.PositiveIntegerField(
        _("seats indoors"), null=True, blank=True
    )
    seats_outdoor = models.PositiveIntegerField(
        _("seats outdoors"), null=True, blank=True
    )
    max_persons = models.PositiveIntegerField(
        _("permitted number of persons"), null=True, blank=True
    )
    hours_text = models.CharField(_("hours as decided"), max_length=500, blank=True)
    conditions_text = models.TextField(_("conditions as decided"), blank=True)
    serving_until_minute = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to and including"), null=True, blank=True)

    objects = LicenceQuerySet.as_manager()

    class Meta:
        ordering = ["venue", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "version"], name="licence_versions_are_numbered"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="licence_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(duration__in=Duration.values),
                name="licence_duration_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue} v{self.version}"


class ServingHours(models.Model):
    """Serving on one weekday in one space, in minutes after that day's midnight.

    `closes_minute` passes 1440 when serving ends after midnight: Friday 11:00–02:00 is
    660–1560 and belongs to Friday.
    """

    licence = models.ForeignKey(Licence, on_delete=models.CASCADE, related_name="hours")
    space = models.CharField(max_length=12, choices=HoursSpace)
    weekday = models.PositiveSmallIntegerField(help_text="0 = Monday")
    opens_minute = models.PositiveSmallIntegerField()
    closes_minute = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["licence", "space", "weekday", "opens_minute"]
        constraints = [
            models.UniqueConstraint(
                fields=["licence", "space", "weekday", "opens_minute"],
                name="serving_hours_are_said_once",
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6)
                & Q(opens_minute__lt=1440)
                & Q(closes_minute__gt=F("opens_minute"))
                & Q(closes_minute__lte=2880),
                name="serving_hours_are_a_stretch_of_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.opens_minute}–{self.closes_minute}"


class LicenceCondition(models.Model):
    """A condition (villkor) as structure where it has one, always with its text."""

    licence = models.ForeignKey(
        Licence, on_delete=models.CASCADE, related_name="conditions"
    )
    kind = models.CharField(max_length=16, choices=ConditionKind)
    text = models.CharField(max_length=1000)
    applies_from_minute = models.PositiveSmallIntegerField(null=True, blank=True)
    amount = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["licence", "id"]

    def __str__(self) -> str:
        return self.text
