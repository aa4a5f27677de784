"""What goes down has the shapes that the tablet's types are printed from."""

import pytest
from django.test import Client
from rest_framework import serializers

from accounts.models import Agency, User
from api.field.bundle_shapes import BundleOut
from core import clock
from core.changes import next_change
from evidence.services.schemes import FOLDER, publish_scheme
from inspections.models import Occasion, TipSource
from inspections.services.tips import note_tip
from planning.models import Round, Stop, Team
from situation.models import WalkKind
from situation.services.walks import plan_walk
from tests.conftest import Town
from tests.inspections.story import Story
from venues.models import (
    Assignment,
    Holder,
    Licence,
    LicenceCondition,
    ServingHours,
    Venue,
)

pytestmark = pytest.mark.django_db
KINDS = {
    serializers.IntegerField: int,
    serializers.FloatField: float,
    serializers.BooleanField: bool,
}


def differs(shape: serializers.Field, value: object, where: str) -> list[str]:
    """Where a value is not of its shape: missing, too much, null or another kind."""
    if value is None:
        return [] if shape.allow_null else [f"{where}: null"]
    if isinstance(shape, serializers.ListSerializer | serializers.ListField):
        assert isinstance(value, list)
        assert value, f"{where} is empty and tries nothing"
        return [
            one
            for at, item in enumerate(value)
            for one in differs(shape.child, item, f"{where}[{at}]")
        ]
    if isinstance(shape, serializers.Serializer):
        assert isinstance(value, dict)
        named = dict(shape.fields)
        needed = {name for name, field in named.items() if field.required}
        return [
            *(f"{where}.{name} is missing" for name in needed - value.keys()),
            *(f"{where}.{name} is in no shape" for name in value.keys() - named.keys()),
            *(
                one
                for name, item in value.items()
                if name in named
                for one in differs(named[name], item, f"{where}.{name}")
            ),
        ]
    kind = KINDS.get(type(shape), str)
    return [] if isinstance(value, kind) else [f"{where}: {type(value).__name__}"]


@pytest.fixture
def bundle(story: Story, ostersund: Town, ines: User, karin: User) -> dict[str, object]:
    """A bundle in which nothing is empty."""
    venue = story.venue
    Venue.objects.filter(pk=venue.pk).update(
        restaurangnummer="23800001", latitude=63.1, longitude=14.6
    )
    holder = Holder.objects.create(
        municipality=ostersund.municipality, name="Påhitt AB", form="legal_person",
        organisation_number="556016-0680",
    )  # fmt: skip
    Assignment.objects.create(venue=venue, holder=holder)
    licence = Licence.objects.create(
        venue=venue, duration="permanent", max_persons=150, audiences=["public"],
        drinks=["spirits"], spaces=["indoor"], special_forms=["hotel"],
    )  # fmt: skip
    ServingHours.objects.create(
        licence=licence, space="indoor", weekday=4, opens_minute=660, closes_minute=1560
    )
    LicenceCondition.objects.create(
        licence=licence, kind="guards", text="Två vakter", amount=2
    )
    venue.serving_managers.create(name="Åsa Ångström", notified_on="2026-01-01")
    occasion = Occasion.objects.create(
        municipality=ostersund.municipality, name="Fredag", night="2099-11-20"
    )
    occasion.invited.set(ostersund.agencies.values())
    Agency.objects.filter(code="police").update(night_phone="063-000 00")
    story.start()
    story.find("ALK-03", "Öl till en märkbart påverkad gäst")
    story.answer_the_rest("ALK-03").finish().send()
    story.seal()
    note_tip(
        user=karin, agency=ostersund.agencies["licensing"], venue=venue, source=TipSource.PUBLIC,
        text="Stökigt", received_on=clock.today(),
    )  # fmt: skip
    round_ = Round.objects.create(
        agency=ostersund.agencies["licensing"], night="2099-11-20", occasion=occasion,
        state="set", made_by=karin, made_at=clock.now(),
    )  # fmt: skip
    team = Team.objects.create(
        round=round_, name="Lag 1", latitude=63.1, longitude=14.6,
        starts_at="2099-11-20T19:00Z", ends_at="2099-11-21T01:00Z",
    )  # fmt: skip
    team.officers.add(ines)
    Stop.objects.create(
        round=round_, team=team, venue=venue, kind="ordinary", place=1,
        arrives_at="2099-11-20T19:10Z", begins_at="2099-11-20T19:10Z",
        leaves_at="2099-11-20T19:40Z",
    )  # fmt: skip
    for path in sorted(FOLDER.glob("*.json")):
        publish_scheme(path.read_bytes())
    plan_walk(
        user=karin, agency=ostersund.agencies["licensing"], kind=WalkKind.APPRAISAL,
        title="Vandring", night=clock.today(), scheme="pf-28",
    )  # fmt: skip
    gone = Venue.objects.create(municipality=ostersund.municipality, name="Stängd")
    for one in Venue.objects.all():
        Venue.objects.filter(pk=one.pk).update(change=next_change("venues:2380"))
    client = Client()
    client.force_login(ines)
    first = client.get("/api/v1/field/bundle").json()
    Venue.objects.filter(pk=gone.pk).update(
        ended_on="2026-01-01", change=next_change("venues:2380")
    )
    later = client.get("/api/v1/field/bundle", {"cursor": first["cursor"]}).json()
    told = [one for one in first["venues"] if one["serving_managers"]]
    return {**first, "venues": told, "gone": later["gone"]}


def test_what_goes_down_is_of_the_shapes_that_are_printed(
    bundle: dict[str, object],
) -> None:
    assert differs(BundleOut(), bundle, "bundle") == []


def test_a_shape_that_says_too_little_is_noticed(bundle: dict[str, object]) -> None:
    assert differs(BundleOut(), {**bundle, "secret": 1}, "bundle") == [
        "bundle.secret is in no shape"
    ]
    assert differs(BundleOut(), {**bundle, "epoch": None}, "bundle") == [
        "bundle.epoch: null"
    ]
