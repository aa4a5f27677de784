import json

import pytest

from core.errors import Invalid, WrongState
from evidence.models import SchemeVersion
from evidence.queries.schemes import scheme_on
from evidence.services.schemes import FOLDER, publish_scheme

pytestmark = pytest.mark.django_db
TEXT = (FOLDER / "pf-28.json").read_bytes()


def test_a_published_scheme_is_frozen() -> None:
    assert publish_scheme(TEXT)
    assert not publish_scheme(TEXT)
    with pytest.raises(WrongState, match="pf-28"):
        publish_scheme(TEXT + b"\n")
    assert SchemeVersion.objects.count() == 1


def test_whatever_comes_next_is_another_version_and_nothing_of_it_is_code() -> None:
    publish_scheme(TEXT)
    read = json.loads(TEXT)
    read |= {"code": "panel-3", "valid_from": "2027-01-01"}
    read["areas"] = read["areas"][:1]
    read["areas"][0]["attributes"] = read["areas"][0]["attributes"][:3]
    read["zones"] = [{"code": "18-06", "name": {"sv": "Natten", "en": "The night"}}]
    publish_scheme(json.dumps(read).encode())
    day = SchemeVersion.objects.get(pk="panel-3").valid_from
    now, then = scheme_on(day.replace(year=2026)), scheme_on(day)
    assert now is not None
    assert then is not None
    assert (now.cells, then.cells) == (20, 1)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"null", b'{"code": "a"}'])
def test_what_is_no_scheme_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(Invalid):
        publish_scheme(content)
