"""Others' sign-ins (OpenID Connect), as the operator names them."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_NEEDED = {"id", "name", "client_id", "secret", "server"}
_MAY = {"domains", "origins", "uid_field"}


def others_sign_in(text: str) -> list[dict[str, Any]]:
    """The list in `SIGN_IN_WITH` as allauth wants it; `ImproperlyConfigured` else.

    Each has an `id` for its address, a `name` for its button, `client_id`, `secret` and
    the `server` whose `/.well-known/openid-configuration` tells the rest. `domains` are
    those whose addresses it may speak for; without any, a person connects it once while
    signed in. `origins` are further places to which it leads the browser. `uid_field`
    names the claim that tells people apart, `sub` when not said.
    """
    if not text.strip():
        return []
    try:
        told = json.loads(text)
    except ValueError as error:
        msg = f"SIGN_IN_WITH is not JSON: {error}"
        raise ImproperlyConfigured(msg) from error
    if not isinstance(told, list):
        msg = "SIGN_IN_WITH must be a JSON list."
        raise ImproperlyConfigured(msg)
    apps = [_app(one) for one in told]
    if len({app["provider_id"] for app in apps}) < len(apps):
        msg = "Two sign-ins in SIGN_IN_WITH have the same id."
        raise ImproperlyConfigured(msg)
    return apps


def _app(one: Any) -> dict[str, Any]:
    if not isinstance(one, dict) or set(one) - _MAY != _NEEDED:
        msg = (
            "Each sign-in in SIGN_IN_WITH has "
            f"{', '.join(sorted(_NEEDED))}, and may have {', '.join(sorted(_MAY))}."
        )
        raise ImproperlyConfigured(msg)
    lists = [one.get("domains", []), one.get("origins", [])]
    texts = [one[name] for name in _NEEDED] + [one.get("uid_field", "sub")]
    if not all(isinstance(told, list) for told in lists) or not all(
        isinstance(told, str) and told for told in texts + lists[0] + lists[1]
    ):
        msg = "In SIGN_IN_WITH domains and origins are lists of texts, the rest texts."
        raise ImproperlyConfigured(msg)
    if not re.fullmatch(r"[-a-zA-Z0-9_]{1,40}", one["id"]):
        msg = "An id in SIGN_IN_WITH has letters a-z, digits, hyphens and underscores."
        raise ImproperlyConfigured(msg)
    at = urlsplit(one["server"])
    return {
        "provider_id": one["id"],
        "name": one["name"],
        "client_id": one["client_id"],
        "secret": one["secret"],
        "settings": {
            "server_url": one["server"],
            "uid_field": one.get("uid_field", "sub"),
            "domains": [domain.lower() for domain in lists[0]],
            "origins": [f"{at.scheme}://{at.netloc}", *lists[1]],
        },
    }
