import pytest
from django.core.cache import cache
from redis.exceptions import ConnectionError as Unreachable

from core.kept import drop, keep, kept


def test_what_is_kept_is_there_until_it_is_dropped() -> None:
    keep("test-kept", {"a": 1}, 60)
    assert kept("test-kept") == {"a": 1}
    drop("test-kept")
    assert kept("test-kept") is None


def test_a_dead_cache_costs_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def dead(*_arguments: object, **_options: object) -> None:
        raise Unreachable

    for name in ("get", "set", "delete"):
        monkeypatch.setattr(type(cache._connections["default"]), name, dead)
    keep("test-kept", 1, 60)
    assert kept("test-kept") is None
    drop("test-kept")
