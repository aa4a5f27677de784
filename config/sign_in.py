"""Others' sign-ins (OpenID Connect), as the operator names them."""

import json
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
    return [_app(one) for one in told]


def _app(one: Any) -> dict[str, Any]:
    if not isinstance(one, dict) or set(one) - _MAY != _NEEDED:
        msg = (
            "Each sign-in in SIGN_IN_WITH has "
            f"{', '.join(sorted(_NEEDED))}, and may have {', '.join(sorted(_MAY))}."
        )
        raise ImproperlyConfigured(msg)
    at = urlsplit(one["server"])
    domains = [str(domain).lower() for domain in one.get("domains", [])]
    return {
        "provider_id": one["id"],
        "name": one["name"],
        "client_id": one["client_id"],
        "secret": one["secret"],
        "settings": {
            "server_url": one["server"],
            "uid_field": one.get("uid_field", "sub"),
            "domains": domains,
            "origins": [f"{at.scheme}://{at.netloc}", *one.get("origins", [])],
        },
    }
