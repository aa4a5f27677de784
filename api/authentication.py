"""Who is calling: the session of the page, answered with 401 when there is none."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class SessionOr401(SessionAuthentication):
    """A tablet must tell “sign in again” (401) from “you may not” (403)."""

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002
        return 'Session realm="lykta"'


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the API's documentation names that session."""

    target_class = "api.authentication.SessionOr401"
    name = "session"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:  # noqa: ARG002
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
