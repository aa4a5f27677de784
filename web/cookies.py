"""Cookies that no browser of ours has made are as good as none."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class WholeCookiesMiddleware:
    """Drops cookies that hold a null byte: PostgreSQL would refuse to look them up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in [
            name for name, value in request.COOKIES.items() if "\x00" in value
        ]:
            del request.COOKIES[name]
        return self.get_response(request)
