"""A line between a loader and its server that is cut: after so many bytes, or around a commit."""

import socket
import threading
from contextlib import suppress
from typing import Literal

from etl.warehouse.embedded import HOST

_COMMIT = b"COMMIT\0"
_LOADING = b"new_article"  # what a loader's transaction speaks of, and no other
Cut = Literal["commit lost", "answer lost"] | int
NEVER = 2**62


class Line:
    """Listens at ``port`` for connections to ``server``; the cut happens once, later connections are left alone."""

    def __init__(self, server: int, cut: Cut) -> None:
        self._server = server
        self._cut = cut
        self.was_cut = threading.Event()
        self._is_armed = False
        self._sent = 0
        self._listener = socket.create_server((HOST, 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """No more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection((HOST, self._server))
                answers_are_lost = threading.Event()
                for pump in (self._up, self._down):
                    threading.Thread(target=pump, args=(client, server, answers_are_lost), daemon=True).start()

    def _up(self, client: socket.socket, server: socket.socket, answers_are_lost: threading.Event) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                if not self.was_cut.is_set():
                    self._is_armed = self._is_armed or _LOADING in data
                    self._sent += len(data)
                    is_commit = self._is_armed and _COMMIT in data
                    if isinstance(self._cut, int) and self._sent > self._cut:
                        self.was_cut.set()
                        server.sendall(data[: len(data) // 2])  # a message by halves, as a broken line leaves it
                        break
                    if is_commit and self._cut == "commit lost":
                        self.was_cut.set()
                        break
                    if is_commit and self._cut == "answer lost":
                        answers_are_lost.set()
                server.sendall(data)
        _end(client, server)

    def _down(self, client: socket.socket, server: socket.socket, answers_are_lost: threading.Event) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if answers_are_lost.is_set():
                    self.was_cut.set()
                    break
                client.sendall(data)
        _end(client, server)


def _end(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
