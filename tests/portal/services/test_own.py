from datetime import timedelta

import pytest

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound
from inspections.models import ChecklistVersion
from portal.models import IncidentKind
from portal.services.own import (
    answer_self_check,
    begin_self_check,
    incidents_of,
    note_incident,
    self_checks_of,
)
from venues.models import Assignment, Holder, Venue, VenueAccess


def test_a_self_check_keeps_what_is_an_item_and_an_answer(
    checklist: str, venue: Venue, vera: User
) -> None:
    row = begin_self_check(
        user=vera, venue=venue.pk, checklist=ChecklistVersion.objects.get()
    )
    answer_self_check(
        user=vera, venue=venue.pk, check=row.pk,
        answers={
            "ALK-03": {"value": "finding", "note": "Ring Bo"},
            "ALK-04": {"value": "bogus"},
            "XXX-01": {"value": "ok"},
        },
    )  # fmt: skip
    row.refresh_from_db()
    assert row.answers == {"ALK-03": {"value": "finding", "note": "Ring Bo"}}


def test_the_next_holder_and_every_authority_see_none_of_it(
    checklist: str, venue: Venue, vera: User, karin: User
) -> None:
    begin_self_check(
        user=vera, venue=venue.pk, checklist=ChecklistVersion.objects.get()
    )
    note_incident(
        user=vera,
        venue=venue,
        at=clock.now(),
        kind=IncidentKind.OTHER,
        text="x",
        done="",
    )
    with pytest.raises(NotFound):
        self_checks_of(karin, venue.pk)
    Assignment.objects.update(valid_to=clock.today() - timedelta(days=1))
    other = Holder.objects.create(municipality=venue.municipality, name="Annat AB")
    Assignment.objects.create(venue=venue, holder=other, valid_from=clock.today())
    nils = User.objects.create_user("nils@example.test", "Nils")
    VenueAccess.objects.create(
        user=nils, venue=venue, holder=other, started_on=clock.today()
    )
    assert not self_checks_of(nils, venue.pk).exists()
    assert not incidents_of(nils, venue.pk).exists()


@pytest.mark.parametrize("text", ["811218-9876 slog", "19811218-9876"])
def test_nobody_is_named_by_number_in_the_log(
    text: str, venue: Venue, vera: User
) -> None:
    with pytest.raises(Invalid):
        note_incident(
            user=vera, venue=venue, at=clock.now(), kind=IncidentKind.VIOLENCE, text=text,
            done="",
        )  # fmt: skip
