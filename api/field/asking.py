"""What every view of the field API asks of a request."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from accounts.models import User
from api.errors import PROBLEMS, Problem
from core.errors import Invalid

STREAM = OpenApiParameter("stream", OpenApiTypes.UUID, required=True)
WITH_413 = {**PROBLEMS, 413: Problem}
WITH_409 = {**PROBLEMS, 409: Problem}


def officer(request: Request) -> User:
    """The signed-in person; views are closed to everybody else."""
    assert isinstance(request.user, User)
    return request.user


def read(shape: type[Any], request: Request) -> dict[str, Any]:
    """What was sent, by its shape; a problem with the particulars else."""
    serializer = shape(data=request.data)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def asked_stream(request: Request) -> UUID:
    try:
        return UUID(request.query_params.get("stream", ""))
    except ValueError as error:
        raise Invalid(
            _("Name the stream with ?stream= and its id."), code="stream_missing"
        ) from error
