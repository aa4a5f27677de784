"""What the navigation of every page offers this person."""

from django.http import HttpRequest

from accounts.models import User
from accounts.permissions import capabilities_held


def navigation(request: HttpRequest) -> dict[str, object]:
    """The capabilities the signed-in person holds somewhere; none when signed out."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"may": {}}
    return {"may": {one.value: True for one in capabilities_held(user)}}
