"""Keeping what is dear to compute for a while. A cache that does not answer costs time,
never an answer: pages must work with every background process dead.
"""

import logging
from typing import Any

from django.core.cache import cache
from redis.exceptions import RedisError

_LOG = logging.getLogger(__name__)


def begin_alone(key: str, seconds: int) -> bool:
    """Whether nobody else has begun this lately; true when nobody answers."""
    try:
        return bool(cache.add(key, 1, timeout=seconds))
    except RedisError:
        return True


def kept(key: str) -> Any:
    """What was kept under the key; None when nothing was, or nobody answers."""
    try:
        return cache.get(key)
    except RedisError as error:
        _LOG.warning("The cache does not answer: %s", error)
        return None


def keep(key: str, value: object, seconds: int) -> None:
    """Keep a value for so many seconds; not at all when nobody answers."""
    try:
        cache.set(key, value, timeout=seconds)
    except RedisError as error:
        _LOG.warning("The cache does not answer: %s", error)


def drop(key: str) -> None:
    """Keep it no longer."""
    try:
        cache.delete(key)
    except RedisError as error:
        _LOG.warning("The cache does not answer: %s", error)
