from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from config.reference import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_the_page_says_what_the_code_says(name: str) -> None:
    with translation.override("en"):
        printed = PAGES[name]()
    path = Path(settings.ROOT) / "docs" / "reference" / name
    assert path.read_text(encoding="utf-8") == printed, "run make reference"
