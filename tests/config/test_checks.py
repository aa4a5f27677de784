from pathlib import Path

import pytest
from django.core.checks import Tags
from django.core.checks.registry import registry
from django.db import ConnectionHandler, connection

from config import checks


def sqlite_file(path: Path, statements: str) -> ConnectionHandler:
    engine = "django.db.backends.sqlite3"
    options = {"init_command": statements}
    return ConnectionHandler(
        {"default": {"ENGINE": engine, "NAME": str(path), "OPTIONS": options}}
    )


@pytest.mark.parametrize(
    ("statements", "refused"),
    [
        ("PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;", []),
        ("PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;", ["synchronous=1"]),
        ("PRAGMA journal_mode=DELETE;", ["journal_mode=delete"]),
        (
            "PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF;",
            ["journal_mode=memory", "synchronous=0"],
        ),
    ],
)
def test_an_sqlite_file_must_be_flushed_at_every_commit(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    db: None,
    statements: str,
    refused: list[str],
):
    handler = sqlite_file(tmp_path / "file.sqlite3", statements)
    monkeypatch.setattr(checks, "connections", handler)
    found = checks.check_durability(None, ["default"])
    handler.close_all()
    assert len(found) == len(refused)
    for message, words in zip(found, refused, strict=True):
        assert words in message.msg
        assert message.is_serious()


def test_a_database_in_memory_promises_nothing_and_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
):
    handler = sqlite_file(Path(":memory:"), "PRAGMA synchronous=OFF;")
    monkeypatch.setattr(checks, "connections", handler)
    assert checks.check_durability(None, ["default"]) == []
    assert handler["default"].connection is None


@pytest.mark.parametrize("fsync", ["on", "off"])
@pytest.mark.parametrize("commit", ["on", "off", "local", "remote_apply"])
def test_postgresql_must_write_before_it_answers(fsync: str, commit: str):
    found = checks.judge_postgresql({"fsync": fsync, "synchronous_commit": commit})
    assert len(found) == (fsync == "off") + (commit == "off")


def test_the_database_of_this_suite_is_asked_what_is_in_force(db: None):
    if connection.vendor == "sqlite":
        assert checks.check_durability(None, ["default"]) == []
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    found = checks.check_durability(None, ["default"])
    assert any("synchronous_commit" in message.msg for message in found)


def test_django_runs_the_check_with_those_of_the_database():
    assert checks.check_durability in registry.registered_checks
    assert checks.check_durability.tags == (Tags.database,)


def test_nothing_is_asked_when_no_database_is_named():
    assert checks.check_durability(None) == []
