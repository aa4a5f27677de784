from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from django.db.utils import IntegrityError

from accounts.models import User
from core.errors import Invalid, NotAllowed, WrongState
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.indicators.telling import reckoned, sheet, told
from evidence.models import Publication
from evidence.queries.publications import is_intact
from evidence.rules.period import Period, half_year
from evidence.services.publishing import publish_figures
from inspections.models import Finding, HeadCount, Section
from tests.conftest import Town
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db
LATER = date(2027, 3, 1)


@pytest.fixture
def night_done(story: Story) -> Period:
    """A half-year with one sealed visit, found over-serving; and the next has begun."""
    story.start()
    story.find("ALK-08", "Märkbart påverkad gäst serverades")
    story.write("counted", {"guests": 80, "serving": 4, "trained": 1}, "common")
    story.answer_the_rest("ALK-08").finish().send()
    return half_year(story.seal().visit.night)


def publish(karin: User, town: Town, period: Period, reason: str = "") -> Publication:
    with time_machine.travel(LATER, tick=False):
        return publish_figures(
            user=karin, agency=town.agencies["licensing"], period=period, reason=reason
        )


def test_what_is_published_stays_whatever_goes(
    karin: User, ostersund: Town, night_done: Period
) -> None:
    agency = ostersund.agencies["licensing"]
    scope = Scope(agency, night_done, LATER)
    publish(karin, ostersund, night_done)
    before = {code: told(one, scope) for code, one in REGISTRY.items() if not one.waits}
    assert before["KI7"][""].figure.value == 1
    assert before["KT2"][""].figure.value == 0.25

    for model in (Finding, HeadCount):
        model.objects.all().delete()
    Section.objects.update(sealed_at=None, sealed_by=None, seal=None)

    assert reckoned(REGISTRY["KI7"], scope).value is None
    for code, one in REGISTRY.items():
        if not one.waits and night_done.kind in one.periods:
            assert told(one, scope) == before[code]
    lines = {
        line.indicator.code: line for line in sheet(agency, night_done, LATER).lines
    }
    assert lines["KI7"].told.figure.value == 1


def test_the_frozen_figure_is_the_one_that_was_reckoned(
    karin: User, ostersund: Town, night_done: Period
) -> None:
    scope = Scope(ostersund.agencies["licensing"], night_done, LATER)
    live = {
        code: told(one, scope)
        for code, one in REGISTRY.items()
        if not one.waits and night_done.kind in one.periods
    }
    publish(karin, ostersund, night_done)
    for code, before in live.items():
        found = told(REGISTRY[code], scope)
        assert all(one.is_frozen for one in found.values())
        assert {part: one.figure for part, one in found.items()} == {
            part: one.figure for part, one in before.items()
        }


def test_a_figure_changed_behind_its_back_is_seen(
    karin: User, ostersund: Town, night_done: Period
) -> None:
    row = publish(karin, ostersund, night_done)
    assert is_intact(row)
    figure = row.figures.get(indicator="KI7", part="")
    for change in ({"value": 0.999}, {"part": "zone:11-17"}, {"version": 2}):
        with transaction.atomic():
            row.figures.filter(part="zone:11-17", indicator="KI7").delete()
            row.figures.filter(pk=figure.pk).update(**change)
            assert not is_intact(row)
            transaction.set_rollback(True)
    row.figures.filter(indicator="KI11").delete()
    assert not is_intact(row)


def test_a_period_that_runs_is_not_frozen(
    karin: User, ostersund: Town, night_done: Period
) -> None:
    with time_machine.travel(night_done.last, tick=False), pytest.raises(WrongState):
        publish_figures(
            user=karin, agency=ostersund.agencies["licensing"], period=night_done
        )
    with time_machine.travel(night_done.last + timedelta(days=1), tick=False):
        publish_figures(
            user=karin, agency=ostersund.agencies["licensing"], period=night_done
        )


def test_publishing_anew_needs_a_reason_and_keeps_the_first(
    karin: User, ostersund: Town, night_done: Period
) -> None:
    first = publish(karin, ostersund, night_done)
    with pytest.raises(Invalid):
        publish(karin, ostersund, night_done, " ")
    Finding.objects.all().delete()
    second = publish(karin, ostersund, night_done, "En bristpunkt var felförd")
    assert (first.revision, second.revision) == (1, 2)
    assert first.fingerprint != second.fingerprint
    assert Publication.objects.count() == 2
    scope = Scope(ostersund.agencies["licensing"], night_done, LATER)
    assert told(REGISTRY["KI7"], scope)[""].figure.value == 0
    assert first.figures.get(indicator="KI7", part="").value == 1


def test_only_who_publishes_for_the_agency_publishes(
    ines: User, petra: User, ostersund: Town, night_done: Period
) -> None:
    for user in (ines, petra):
        with pytest.raises(NotAllowed):
            publish(user, ostersund, night_done)
    assert not Publication.objects.exists()


def test_the_database_itself_refuses_a_revision_without_a_reason(
    karin: User, ostersund: Town, night_done: Period
) -> None:
    row = publish(karin, ostersund, night_done)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=row.pk).update(revision=2)
