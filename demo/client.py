"""An officer's tablet on the network: signs in and speaks the field API over HTTP."""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import requests

from demo.tablet import Tablet, Written

_BATCH = 200


class OfficerOnline:
    """A signed-in session of one officer."""

    def __init__(self, address: str, email: str, password: str) -> None:
        self.address = address.rstrip("/")
        self.http = requests.Session()
        self.http.headers["Accept-Language"] = "sv"
        self.http.get(f"{self.address}/login/", timeout=30).raise_for_status()
        answer = self.http.post(
            f"{self.address}/login/",
            {
                "login": email,
                "password": password,
                "csrfmiddlewaretoken": self.http.cookies["csrftoken"],
            },
            headers={"Referer": f"{self.address}/login/"},
            timeout=30,
        )
        if "sessionid" not in self.http.cookies:
            msg = f"{email} could not sign in (HTTP {answer.status_code})."
            raise RuntimeError(msg)

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        """One call of the field API; an error is shown as the server words it."""
        headers = {
            "X-CSRFToken": self.http.cookies["csrftoken"],
            "Referer": f"{self.address}/",
            **options.pop("headers", {}),
        }
        url = f"{self.address}/api/v1/field/{path}"
        answer = self.http.request(method, url, headers=headers, timeout=120, **options)
        if not answer.ok:
            msg = f"{method} {path}: HTTP {answer.status_code} {answer.text[:600]}"
            raise RuntimeError(msg)
        return answer

    def bundle(self) -> dict[str, list[Any]]:
        """Everything this officer carries, all pages."""
        carried: dict[str, list[Any]] = {
            "venues": [],
            "checklists": [],
            "occasions": [],
        }
        cursor = ""
        while True:
            page = self.call("GET", "bundle", params={"cursor": cursor}).json()
            for name, rows in carried.items():
                rows.extend(page[name])
            cursor = page["cursor"]
            if not page["has_more"]:
                return carried

    def enrol(self, tablet: Tablet, name: str, municipality: str) -> None:
        body = {
            "device": tablet.device,
            "name": name,
            "stream": tablet.stream,
            "municipality": municipality,
            "agency": tablet.agency,
            "public_key": tablet.public_key,
        }
        self.call("POST", "devices", json=body)

    def send(
        self, tablet: Tablet, entries: Sequence[Written]
    ) -> Iterator[dict[str, Any]]:
        """Send entries in batches; yields what the server answers for each."""
        for start in range(0, len(entries), _BATCH):
            batch = tablet.batch(datetime.now(tz=UTC), entries[start : start + _BATCH])
            yield from self.call("POST", "entries", json=batch).json()["results"]

    def photo(self, tablet: Tablet, digest: str, content: bytes) -> None:
        self.call(
            "PUT",
            f"photos/{digest}",
            params={"stream": tablet.stream},
            data=content,
            headers={"Content-Type": "image/jpeg"},
        )

    def notes(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """Send notes of walks; what the server answers for each."""
        now = datetime.now(tz=UTC).isoformat(timespec="milliseconds")
        body = {
            "sent": {"device_at": now, "mono_ms": 1, "boot": "demo"},
            "notes": list(texts),
        }
        results: list[dict[str, Any]] = self.call("POST", "notes", json=body).json()[
            "results"
        ]
        return results

    def note_photo(self, note: str, digest: str, content: bytes) -> None:
        """Send a photo of a note."""
        self.call(
            "PUT",
            f"notes/{note}/photos/{digest}",
            data=content,
            headers={"Content-Type": "image/jpeg"},
        )

    def seal(self, visit: str, section: str) -> dict[str, Any]:
        sealed: dict[str, Any] = self.call(
            "POST", f"visits/{visit}/sections/{section}/seal", json={"waived": []}
        ).json()
        return sealed

    def protocol(self, visit: str, section: str) -> bytes:
        url = f"{self.address}/visits/{visit}/{section}/protocol"
        answer = self.http.get(url, timeout=120)
        answer.raise_for_status()
        return answer.content


def wait_until_up(address: str, seconds: int = 60) -> None:
    """Wait until the server answers; RuntimeError when it never does."""
    for _ in range(seconds * 4):
        # A busy machine answers late: that is no reason to give up.
        with suppress(requests.ConnectionError, requests.Timeout):
            if requests.get(f"{address}/healthz", timeout=2).ok:
                return
        time.sleep(0.25)
    msg = f"Nothing answers at {address}."
    raise RuntimeError(msg)
