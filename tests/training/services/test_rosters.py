from datetime import date, time, timedelta

import pytest

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound
from tests.training.school import School, works_at
from training.models import Shift, StaffRole
from training.services.rosters import (
    import_roster,
    keep_roster,
    put_on_roster,
    remove_shift,
)
from venues.models import Venue

NIGHT = (clock.today() + timedelta(days=3)).isoformat()


def test_a_pasted_roster_is_kept_and_pasting_it_again_changes_nothing(
    school: School, vera: User, venue: Venue
) -> None:
    anna = school.person("Anna Påhittad")
    works_at(venue, anna)
    manager = works_at(venue, anna, StaffRole.SERVING_MANAGER)
    text = f"Datum\tNamn\tFrån\tTill\n{NIGHT}\tanna påhittad\t18:00\t02:00\n"
    for _again in range(2):
        assert keep_roster(user=vera, venue=venue, text=text).kept == 1
    row = Shift.objects.get()
    assert (row.employment, row.starts_minute, row.ends_minute) == (manager, 1080, 1560)


def test_one_line_that_cannot_be_placed_keeps_all_of_it_back(
    school: School, vera: User, venue: Venue
) -> None:
    works_at(venue, school.person("Anna"))
    text = f"{NIGHT};Anna;18:00;02:00\n{NIGHT};Ingen;18:00;02:00\n1999-01-01;Anna;18:00;20:00"
    read = keep_roster(user=vera, venue=venue, text=text)
    assert read.kept == 0
    assert [one.row for one in read.unread] == [2, 3]
    assert not Shift.objects.exists()


def test_a_file_is_read_as_pasted_lines_are(
    school: School, vera: User, venue: Venue
) -> None:
    works_at(venue, school.person("Anna"))
    file = f"natt;namn;från;till\r\n{NIGHT};Anna;22:00;03:00\r\n".encode("cp1252")
    assert import_roster(user=vera, venue=venue, content=file).kept == 1
    assert Shift.objects.get().ends_minute == 1620


def test_two_of_the_same_name_are_not_guessed_between(
    school: School, vera: User, venue: Venue
) -> None:
    for _one in range(2):
        works_at(venue, school.person("Anna"))
    assert keep_roster(user=vera, venue=venue, text=f"{NIGHT};Anna;18;20").unread


def test_nobody_touches_anothers_roster(
    school: School, vera: User, sten: User, venue: Venue
) -> None:
    row = works_at(venue, school.person("Anna"))
    shift = Shift.objects.create(
        employment=row, venue=venue, night=NIGHT, starts_minute=1080, ends_minute=1440
    )
    with pytest.raises(NotFound):
        remove_shift(user=sten, venue=venue, shift=shift.pk)
    with pytest.raises(NotFound):
        keep_roster(user=sten, venue=venue, text="")
    remove_shift(user=vera, venue=venue, shift=shift.pk)


def test_a_line_that_stands_twice_is_one_and_two_that_differ_are_refused(
    school: School, vera: User, venue: Venue
) -> None:
    works_at(venue, school.person("Anna"))
    line = f"{NIGHT};Anna;18:00;02:00"
    assert keep_roster(user=vera, venue=venue, text=f"{line}\n{line}").kept == 1
    other = f"{NIGHT};Anna;18:00;03:00"
    assert keep_roster(user=vera, venue=venue, text=f"{line}\n{other}").unread


def test_people_are_chosen_for_a_night_and_the_next_morning_is_understood(
    school: School, vera: User, venue: Venue
) -> None:
    people = [works_at(venue, school.person(name)) for name in ("Anna", "Bo")]
    night = date.fromisoformat(NIGHT)
    for ends in (time(2), time(1, 30)):  # said again, it is said anew
        count = put_on_roster(
            user=vera,
            venue=venue,
            night=night,
            people=people,
            starts=time(18),
            ends=ends,
        )
        assert count == 2
    rows = Shift.objects.values_list("starts_minute", "ends_minute")
    assert set(rows) == {(1080, 1530)}
    assert len(rows) == 2


def test_who_has_left_by_then_and_who_works_elsewhere_are_not_put_on_it(
    school: School, vera: User, venue: Venue
) -> None:
    night = date.fromisoformat(NIGHT)
    left = works_at(venue, school.person("Anna"))
    left.ended_on = night - timedelta(days=1)
    left.save()
    with pytest.raises(Invalid, match="Anna"):
        put_on_roster(
            user=vera, venue=venue, night=night, people=[left], starts=time(18),
            ends=time(2),
        )  # fmt: skip
    another = Venue.objects.create(municipality=venue.municipality, name="Annat Påhitt")
    elsewhere = works_at(another, school.person("Bo"))
    assert not put_on_roster(
        user=vera, venue=venue, night=night, people=[elsewhere], starts=time(18),
        ends=time(2),
    )  # fmt: skip
    with pytest.raises(Invalid, match="redan varit"):
        put_on_roster(
            user=vera, venue=venue, night=night - timedelta(days=99), people=[],
            starts=time(18), ends=time(2),
        )  # fmt: skip


def test_what_begins_after_midnight_belongs_to_the_night_before_it(
    school: School, vera: User, venue: Venue
) -> None:
    anna = works_at(venue, school.person("Anna"))
    night = date.fromisoformat(NIGHT)
    put_on_roster(
        user=vera,
        venue=venue,
        night=night,
        people=[anna],
        starts=time(0, 30),
        ends=time(4),
    )
    chosen = Shift.objects.values_list("night", "starts_minute", "ends_minute").get()
    assert chosen == (night, 1470, 1680)
    Shift.objects.all().delete()
    keep_roster(user=vera, venue=venue, text=f"{NIGHT};Anna;00:30;04:00")
    assert (
        Shift.objects.values_list("night", "starts_minute", "ends_minute").get()
        == chosen
    )
    with pytest.raises(Invalid, match="längre än natten"):
        put_on_roster(
            user=vera, venue=venue, night=night, people=[anna], starts=time(4),
            ends=time(3),
        )  # fmt: skip
    assert keep_roster(user=vera, venue=venue, text=f"{NIGHT};Anna;04:00;03:00").unread
