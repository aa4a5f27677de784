import pytest
from django.db import DatabaseError, connection, transaction

from inspections.models import Entry, Parcel
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(story: Story) -> Entry:
    story.start().send()
    return Entry.objects.get()


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "left"},
        {"payload": "{}"},
        {"is_late": True},
        {"seq": 9},
        {"payload": None},
    ],
)
def test_the_database_refuses_to_change_a_line(
    entry: Entry, change: dict[str, object]
) -> None:
    with pytest.raises(DatabaseError, match="appended"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(**change)


def test_the_database_refuses_to_remove_a_line_or_its_signature(entry: Entry) -> None:
    for table in ("inspections_entry", "inspections_parcel"):
        with (
            pytest.raises(DatabaseError, match="appended"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    with pytest.raises(DatabaseError, match="appended"), transaction.atomic():
        Parcel.objects.update(signature=b"")


def test_payload_and_salt_may_be_destroyed_together(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(payload=None, salt=None)

    entry.refresh_from_db()
    assert entry.payload is None
    assert entry.header_hash
