"""A net between tablet and server that can be cut: a small relay on a port of its own.

Cutting the relay is what losing coverage is: connections end, new ones are refused. It
can also swallow replies, so that the server has done the work and nobody hears of it.
"""

import contextlib
import random
import socket
import threading
import time
from dataclasses import dataclass, field

_VERBS = (b"GET ", b"POST ", b"PUT ")


@dataclass
class Net:
    server_port: int
    port: int = 0
    swallows_replies: bool = False  # of what was sent; what was only asked is answered
    loses: float = 0.0  # the share of replies, to what was sent, that never come back
    bits_a_second: int = 0  # of what goes up; no limit when 0
    sent_bytes: int = 0
    _chance: random.Random = field(default_factory=lambda: random.Random(7))
    _listener: socket.socket | None = None
    _open: set[socket.socket] = field(default_factory=set)

    def join(self) -> None:
        """Coverage is back, at the same address as before."""
        if self._listener is not None:
            return
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(64)
        self.port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        """No coverage: whatever is under way ends, and nothing new begins."""
        listener, self._listener = self._listener, None
        if listener is not None:
            # A blocked accept keeps the port open until it is woken.
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for one in list(self._open):
            self._end(one)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _address = listener.accept()
                far = socket.create_connection(("127.0.0.1", self.server_port))
            except OSError:
                return
            self._open |= {near, far}
            asked: list[bytes] = [b""]
            for source, sink, is_reply in ((near, far, False), (far, near, True)):
                threading.Thread(
                    target=self._relay,
                    args=(source, sink, is_reply, asked),
                    daemon=True,
                ).start()

    def _relay(
        self,
        source: socket.socket,
        sink: socket.socket,
        is_reply: bool,
        asked: list[bytes],
    ) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if not is_reply:
                    self._count(data, asked)
                elif asked[0] != b"GET" and self._loses_this(asked):
                    break
                sink.sendall(data)
        self._end(source)
        self._end(sink)

    def _count(self, data: bytes, asked: list[bytes]) -> None:
        if data.startswith(_VERBS):
            asked[0] = data.split(b" ", 1)[0]
        self.sent_bytes += len(data)
        if self.bits_a_second:
            time.sleep(len(data) * 8 / self.bits_a_second)

    def _loses_this(self, asked: list[bytes]) -> bool:
        lost = self.swallows_replies or self._chance.random() < self.loses
        asked[0] = b"GET"  # a reply is lost whole or not at all
        return lost

    def _end(self, one: socket.socket) -> None:
        self._open.discard(one)
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
