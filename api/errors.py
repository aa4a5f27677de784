"""Errors as problem+json (RFC 9457), with the domain's stable code, made here once."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from core.errors import DomainError

MEDIA_TYPE = "application/problem+json"


class Problem(serializers.Serializer[dict[str, Any]]):
    """What every refusal looks like."""

    type = serializers.CharField()
    title = serializers.CharField(help_text="The kind of refusal, in English")
    status = serializers.IntegerField()
    code = serializers.CharField(help_text="Stable; programs decide by it")
    detail = serializers.CharField(help_text="A sentence for the person")
    particulars = serializers.ListField(child=serializers.CharField())


PROBLEMS: dict[int | str, OpenApiResponse] = {
    status: OpenApiResponse(Problem, description=HTTPStatus(status).phrase)
    for status in (400, 401, 403, 404)
}


def problem(
    status: int, code: str, detail: str, particulars: list[str] | None = None
) -> dict[str, object]:
    """The members of a problem document."""
    return {
        "type": f"urn:lykta:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": _whole(detail),
        "particulars": [_whole(one) for one in particulars or []],
    }


def _whole(text: str) -> str:
    """Text that can be sent: half characters, echoed from a request, become “?”."""
    return text.encode("utf-8", "replace").decode()


def problem_response(
    error: Exception,
    context: dict[str, Any],  # noqa: ARG001 — DRF calls it so
) -> Response | None:
    """Turn an error of a view into an answer; None lets an unforeseen one through."""
    if isinstance(error, DomainError):
        body = problem(
            error.status,
            error.stable_code,
            str(error.sentence),
            [str(one) for one in error.particulars],
        )
        return Response(body, error.status, content_type=MEDIA_TYPE)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    headers = {}
    if isinstance(
        error, (exceptions.NotAuthenticated, exceptions.AuthenticationFailed)
    ):
        headers["WWW-Authenticate"] = getattr(error, "auth_header", "Session")
    body = problem(
        error.status_code, _code(error), _sentence(error), _particulars(error.detail)
    )
    return Response(body, error.status_code, headers=headers, content_type=MEDIA_TYPE)


def _code(error: exceptions.APIException) -> str:
    if isinstance(error, exceptions.ValidationError):
        return "invalid"
    return str(getattr(error.detail, "code", error.default_code))


def _sentence(error: exceptions.APIException) -> str:
    if isinstance(error, exceptions.ValidationError):
        return _("Some of what was sent does not hold. See the particulars.")
    return str(error.detail)


def _particulars(detail: object, where: str = "") -> list[str]:
    """Every message of a validation error with the place it belongs to."""
    if isinstance(detail, dict):
        return [
            line
            for name, inner in detail.items()
            for line in _particulars(inner, f"{where}.{name}".strip("."))
        ]
    if isinstance(detail, list):
        return [line for inner in detail for line in _particulars(inner, where)]
    return [f"{where}: {detail}"] if where else []


def problem_page(status: int, code: str) -> JsonResponse:
    """A problem for what never reached a view, such as an address that leads nowhere."""
    sentences = {
        400: _("The request could not be read."),
        403: _("You may not do this."),
        404: _("There is nothing at this address."),
        500: _("Something went wrong on our side. It is logged; try again."),
    }
    return JsonResponse(
        problem(status, code, sentences[status]), status=status, content_type=MEDIA_TYPE
    )
