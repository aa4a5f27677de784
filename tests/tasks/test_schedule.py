import ast
from pathlib import Path

import pytest
from celery.app.task import Task
from django.conf import settings

from tasks import app
from tasks.schedule import SCHEDULE, Row, beat_schedule, modules

ROOT: Path = settings.ROOT
OUTSIDE = {".venv", "var", "tests", "node_modules"}


def our_tasks() -> dict[str, Task]:
    app.loader.import_default_modules()
    return {name: task for name, task in app.tasks.items() if name.startswith("tasks.")}


def sources() -> list[Path]:
    return [
        path
        for path in ROOT.rglob("*.py")
        if not OUTSIDE & set(path.relative_to(ROOT).parts)
    ]


def test_every_task_is_scheduled_and_everything_scheduled_is_a_task():
    assert set(our_tasks()) == {row.task for row in SCHEDULE}
    assert len(SCHEDULE) == len(beat_schedule())


@pytest.mark.parametrize("row", SCHEDULE, ids=lambda row: row.task)
def test_a_message_expires_before_the_next_one_is_sent(row: Row):
    entry = app.conf.beat_schedule[row.task]
    assert entry["schedule"] == row.every
    assert 0 < entry["options"]["expires"] < row.every.total_seconds()


@pytest.mark.parametrize("row", SCHEDULE, ids=lambda row: row.task)
def test_every_row_says_why(row: Row):
    assert row.why.endswith(".")


def test_no_task_is_longer_than_ten_lines():
    for name in modules():
        path = ROOT / (name.replace(".", "/") + ".py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno - node.lineno < 10, f"{name}.{node.name}"


def entrusted(source: str) -> list[int]:
    """The lines that send a message themselves, or give one a date of its own."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and (
            {word.arg for word in node.keywords} & {"eta", "countdown"}
            or getattr(node.func, "attr", "") in {"delay", "apply_async", "send_task"}
        )
    ]


def test_nothing_is_entrusted_to_the_broker():
    """What is due lies in the database; a message with a date of its own may be lost or
    run several times, and one sent by the domain may overtake its own transaction."""
    found = {
        str(path.relative_to(ROOT)): lines
        for path in sources()
        if (lines := entrusted(path.read_text(encoding="utf-8")))
    }
    assert list(found) == [
        "benchmarks/simulated.py"
    ]  # the bug that the fire must catch


@pytest.mark.parametrize(
    "source", ["remind.delay(7)", "send(countdown=60)", "app.send_task('x')"]
)
def test_the_search_for_what_is_entrusted_finds_it(source: str):
    assert entrusted(f"first = 1\n{source}") == [2]


def test_the_app_obeys_the_settings():
    assert app.conf.task_acks_late is True
    assert app.conf.task_reject_on_worker_lost is True
    assert app.conf.timezone == "UTC"
    assert app.conf.broker_url == settings.CELERY["broker_url"]
