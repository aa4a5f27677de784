from datetime import date

import pytest

from accounts.models import User
from core.errors import WrongState
from tests.training.school import School, works_at
from training.models import Certificate, CertificateImport, Employment, Person
from training.services.importing import (
    confirm_certificates,
    handle_certificate_imports,
    upload_certificates,
)
from venues.models import Venue

FILE = """Namn;E-post;Restaurangnummer;Roll;Utfärdat;Giltig till
Anna Påhittad;anna@example.test;23800001;Serveringsansvarig;2024-05-01;2028-05-01
Bo Exempel;;23800001;;2023-01-10;
;;;;2023-01-10;
Cia Exempel;;99999999;;2023-01-10;
Didrik Exempel;;;kejsare;2023-01-10;
Eva 811218-9876;;;;2023-01-10;
Anna Påhittad;anna@example.test;23800001;Serveringsansvarig;2024-05-01;2028-05-01
=HYPERLINK("x");;23800001;;2022-02-02;
"""


def bring(school: School, olga: User, text: str = FILE) -> CertificateImport:
    row = upload_certificates(
        user=olga, diploma=school.diploma, file_name="aas.csv",
        content=text.encode("utf-8-sig"),
    )  # fmt: skip
    assert handle_certificate_imports() == 1
    row.refresh_from_db()
    return row


def test_a_file_is_shown_before_anything_is_done(
    school: School, olga: User, venue: Venue
) -> None:
    row = bring(school, olga)
    assert row.state == "previewed"
    assert row.counts == {"new": 3, "refused": 5}
    assert [one["row"] for one in row.lines if one["outcome"] == "refused"] == [
        4, 5, 6, 7, 8,
    ]  # fmt: skip
    assert not Person.objects.exists()


def test_what_was_shown_is_applied_and_again_changes_nothing(
    school: School, olga: User, venue: Venue
) -> None:
    row = bring(school, olga)
    confirm_certificates(user=olga, batch=row.pk, digest=row.digest)
    assert handle_certificate_imports() == 1
    assert Certificate.objects.count() == 3
    anna = Certificate.objects.get(person__name="Anna Påhittad")
    assert (anna.issued_on, anna.valid_until) == (date(2024, 5, 1), date(2028, 5, 1))
    assert anna.origin == "aas.csv"
    assert Employment.objects.get(person=anna.person).role == "serving_manager"
    again = bring(school, olga)
    assert again.counts == {"known": 3, "refused": 5}


def test_a_person_known_at_the_venue_is_the_same(
    school: School, olga: User, venue: Venue
) -> None:
    known = school.person("bo exempel")
    works_at(venue, known)
    row = bring(school, olga)
    confirm_certificates(user=olga, batch=row.pk, digest=row.digest)
    handle_certificate_imports()
    assert known.certificates.count() == 1


def test_what_has_changed_since_is_shown_anew_and_not_applied(
    school: School, olga: User, venue: Venue
) -> None:
    row = bring(school, olga)
    venue.restaurangnummer = "23800002"
    venue.save()
    confirm_certificates(user=olga, batch=row.pk, digest=row.digest)
    handle_certificate_imports()
    row.refresh_from_db()
    assert row.state == "previewed"
    assert row.problem
    assert not Certificate.objects.exists()
    with pytest.raises(WrongState):
        confirm_certificates(user=olga, batch=row.pk, digest="0" * 64)


@pytest.mark.parametrize("text", ["", "a;b\n1;2", "\x00\x01", "PK\x03\x04 nothing"])
def test_what_is_no_such_file_is_refused_with_a_sentence(
    school: School, olga: User, text: str
) -> None:
    row = bring(school, olga, text)
    assert row.state == "failed"
    assert row.problem


def test_one_course_day_for_two_venues_is_one_certificate(
    school: School, olga: User, venue: Venue
) -> None:
    Venue.objects.create(
        municipality=venue.municipality, name="Andra", restaurangnummer="23800002"
    )
    lines = "".join(
        f"Anna;anna@example.test;{number};;2024-05-01;\n"
        for number in ("23800001", "23800002", "")
    )
    row = bring(school, olga, FILE.split("\n", 1)[0] + "\n" + lines)
    assert row.counts == {"new": 1, "known": 2}
    confirm_certificates(user=olga, batch=row.pk, digest=row.digest)
    handle_certificate_imports()
    row.refresh_from_db()
    assert row.state == "applied"
    assert Certificate.objects.count() == 1
