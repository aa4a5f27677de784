"""The language of a public page: an address may ask for it, so that a link can be shared and
a copy kept, without a cookie.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Given = ParamSpec("Given")


def in_the_language_asked_for(
    view: Callable[Concatenate[HttpRequest, Given], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Given], HttpResponse]:
    """`?language=en` shows the page in English whatever the browser prefers."""

    @wraps(view)
    def shown(
        request: HttpRequest, /, *args: Given.args, **named: Given.kwargs
    ) -> HttpResponse:
        asked = request.GET.get("language", "")
        if asked not in dict(settings.LANGUAGES):
            return view(request, *args, **named)
        with translation.override(asked):
            answer = view(request, *args, **named)
            answer.headers["Content-Language"] = asked
            return answer

    return shown
