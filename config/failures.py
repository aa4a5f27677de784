"""What is answered when no view could: in the manner of the door that was knocked at."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from api.errors import problem_page


def _asked_the_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _asked_the_api(request):
        return problem_page(400, "bad_request")
    return defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _asked_the_api(request):
        return problem_page(403, "not_allowed")
    return defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _asked_the_api(request):
        return problem_page(404, "not_found")
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    if _asked_the_api(request):
        return problem_page(500, "server_error")
    return defaults.server_error(request)
