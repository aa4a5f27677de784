from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings import optional, required


def test_a_secret_comes_from_its_file_before_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "secret").write_text("from the file\n", encoding="utf-8")
    monkeypatch.setenv("SOMETHING", "from the variable")
    assert optional("SOMETHING") == "from the variable"
    monkeypatch.setenv("SOMETHING_FILE", str(tmp_path / "secret"))
    assert optional("SOMETHING") == "from the file"


def test_what_is_required_and_missing_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SOMETHING", raising=False)
    assert optional("SOMETHING") == ""
    with pytest.raises(ImproperlyConfigured, match="SOMETHING is not set"):
        required("SOMETHING")
