"""Pages that an address opens without an account."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def unkept(view: View) -> View:
    """A page that its address opens: no cache keeps it, no search engine lists it, and no
    other site learns the address.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        made = view(request, *args, **named)
        made["Cache-Control"] = "private, no-store"
        made["X-Robots-Tag"] = "noindex"
        made["Referrer-Policy"] = "same-origin"
        return made

    return login_not_required(answer)
