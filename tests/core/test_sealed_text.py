import pytest
from cryptography.fernet import InvalidToken
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from core.sealed_text import seal, unseal


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_is_read_again_and_stands_nowhere(text: str) -> None:
    sealed = seal(text)
    assert unseal(sealed) == text
    assert len(text) < 4 or text not in sealed


def test_another_key_opens_nothing(settings: LazySettings) -> None:
    sealed = seal("hemligt")
    settings.EVIDENCE_KEY = "another"
    with pytest.raises(InvalidToken):
        unseal(sealed)
