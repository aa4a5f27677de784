import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from config.embedded import probe
from tests.config.processes import free_port


@contextmanager
def answering(status: int) -> Iterator[int]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 500)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        yield server.server_port
        thread.join()


@pytest.mark.parametrize(
    ("status", "there"), [(200, True), (301, True), (404, True), (503, False)]
)
def test_anything_but_an_error_of_the_servers_own_is_an_answer(
    status: int, there: bool
):
    with answering(status) as port:
        assert probe.answers(port) is there


def test_silence_is_no_answer():
    assert not probe.answers(free_port())
