from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from core.page_link import read_page, sign_page

KEY = uuid4()


def test_a_link_opens_what_it_was_signed_for_and_nothing_else() -> None:
    link = sign_page("reporter", KEY, 3)
    assert read_page("reporter", link) == (KEY, 3)
    assert read_page("person", link) is None
    assert read_page("reporter", link[:-1]) is None
    assert read_page("reporter", link.replace(".3~", ".4~")) is None


@given(address=st.text(max_size=100))
def test_what_was_never_signed_opens_nothing(address: str) -> None:
    assert read_page("reporter", address) is None
