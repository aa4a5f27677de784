"""Somebody else's sign-in: an OpenID Connect provider on a port of its own, which knows
one person and says of them what it is told to say.
"""

import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """`claims` are what it says; `is_away` answers nothing but errors."""

    claims: dict[str, Any]
    is_away: bool = False
    codes: dict[str, str] = field(default_factory=dict)
    url: str = ""

    def start(self) -> ThreadingHTTPServer:
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def answer(self, path: str, asked: dict[str, str]) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/token":
            assert asked["client_secret"] == "hemligt"
            client = self.codes.pop(asked["code"])
            now = int(time.time())
            token = {**self.claims, "iss": self.url, "aud": client, "iat": now}
            return {
                "access_token": secrets.token_hex(8),
                "token_type": "Bearer",
                "id_token": jwt.encode({**token, "exp": now + 60}, KEY, "RS256"),
            }
        assert path == "/userinfo"
        return self.claims

    def lead_back(self, asked: dict[str, str]) -> str:
        code = secrets.token_hex(8)
        self.codes[code] = asked["client_id"]
        told = urlencode({"code": code, "state": asked["state"]})
        return f"{asked['redirect_uri']}?{told}"


def handler_of(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, sent: str) -> None:
            asked = {name: values[0] for name, values in parse_qs(sent).items()}
            path = urlsplit(self.path).path
            if provider.is_away:
                self.send_error(503)
            elif path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.lead_back(asked))
                self.end_headers()
            else:
                body = json.dumps(provider.answer(path, asked)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            pass

    return Handler
