from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """That this process answers; says nothing of the database or the broker."""
    return HttpResponse("ok\n", content_type="text/plain")
