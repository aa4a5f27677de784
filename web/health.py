"""Whether the house answers (`/healthz`), and whether it is fit for work (`/health/ready`)."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from redis.exceptions import RedisError

from core import clock
from core.heartbeat import ask, is_answered, is_recent, last_round
from core.post import stuck_letters
from core.sweeping import failing_sweeps


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """That this process answers; says nothing of the database or the broker."""
    return HttpResponse("ok\n", content_type="text/plain")


def _database() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _broker() -> bool:
    cache.set("ready", 1, timeout=5)
    return bool(cache.get("ready") == 1)


def _worker() -> bool:
    return is_recent(last_round(), clock.now())


def _canary() -> bool:
    ask(clock.now())
    return is_answered(clock.now())


_PARTS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "broker": _broker,
    "worker": _worker,
    "canary": _canary,
}


@login_not_required
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """200 when database (migrated), broker and worker all answer; 503 names what does not."""
    parts = {}
    for name, is_fit in _PARTS.items():
        try:
            parts[name] = is_fit()
        except (DatabaseError, RedisError):
            parts[name] = False
    told: dict[str, bool | int | list[str]] = {**parts}
    if parts["database"]:
        told["stuck_letters"] = stuck_letters()
        told["failing_sweeps"] = failing_sweeps()
    return JsonResponse(told, status=200 if all(parts.values()) else 503)
