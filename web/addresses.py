"""Addresses that no page of ours has made are told so, once for all pages."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class WholeAddressesMiddleware:
    """Answers 400 to an address with a null byte: PostgreSQL would refuse to look it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        asked = (one for values in request.GET.lists() for one in values[1])
        if "\x00" in request.path or any("\x00" in one for one in asked):
            raise BadRequest("null byte")
