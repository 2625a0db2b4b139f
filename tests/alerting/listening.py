"""Servers for tests that keep what they are told: a webhook by HTTP, and mail by SMTP as far as one mail needs it."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class HttpListener:
    """``heard`` are the objects that were posted; ``answer`` is the status that it answers with."""

    url: str = ""
    answer: int = 200
    heard: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def http_listener() -> Iterator[HttpListener]:
    """A webhook on a free port of this machine, its address with a secret in it."""
    listener = HttpListener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            listener.heard.append(json.loads(body))
            listener.paths.append(self.path)
            self.send_response(listener.answer)
            if listener.answer in (301, 302, 307):
                self.send_header("Location", "/elsewhere")
            self.end_headers()

        def do_GET(self) -> None:
            listener.paths.append(f"GET {self.path}")
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing on the terminal."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        listener.url = f"http://127.0.0.1:{server.server_address[1]}/hook/s3cret-token"
        yield listener
        server.shutdown()


@dataclass
class SmtpListener:
    """``mails`` are the messages taken, as text; ``logins`` what was said after AUTH."""

    port: int = 0
    takes_logins: bool = True
    mails: list[str] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)


@contextmanager
def smtp_listener() -> Iterator[SmtpListener]:
    """An SMTP server on a free port that takes any mail, and logins by AUTH PLAIN; without encryption."""
    listener = SmtpListener()

    class Handler(socketserver.StreamRequestHandler):
        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self._say("220 test")
            for raw in self.rfile:
                word, _, rest = raw.decode().strip().partition(" ")
                match word.upper():
                    case "EHLO":
                        self._say("250-test")
                        self._say("250 AUTH PLAIN")
                    case "AUTH":
                        listener.logins.append(rest)
                        self._say("235 welcome" if listener.takes_logins else "535 wrong")
                    case "DATA":
                        self._say("354 go on")
                        lines = list(iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), "."))
                        listener.mails.append("\n".join(lines))
                        self._say("250 taken")
                    case "QUIT":
                        self._say("221 bye")
                        return
                    case _:
                        self._say("250 fine")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        listener.port = server.server_address[1]
        yield listener
        server.shutdown()
