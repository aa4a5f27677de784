"""What the navigation of every page offers this person."""

from django.http import HttpRequest

from accounts.models import User
from accounts.permissions import memberships_with
from accounts.rules.capabilities import Capability


def navigation(request: HttpRequest) -> dict[str, object]:
    """The capabilities the signed-in person holds somewhere; none when signed out."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"may": {}}
    return {
        "may": {
            capability.value: memberships_with(user, capability).exists()
            for capability in Capability
        }
    }
