"""Asks a web server on this machine whether it is there.

Run as `python -m config.embedded.probe PORT`, it ends with 0 or 1: Compose's health check.
"""

import http.client
import sys

PATH = "/healthz"


def answers(port: int, *, seconds: float = 5) -> bool:
    """Whether the path answers with anything but an error of the server's own.

    The request calls itself an encrypted one, or it would be sent to the public address.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request(
            "GET", PATH, headers={"Host": "localhost", "X-Forwarded-Proto": "https"}
        )
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if answers(int(sys.argv[1])) else 1)
