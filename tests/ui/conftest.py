"""Chromium as Debian packages it, driven by Playwright, skipped where it is missing; and Airflow after one night."""

import json
import shutil
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, sync_playwright

from etl.settings import PROJECT_ROOT
from tests.inbox.bucket import running_bucket
from tests.local.leftovers import await_nobody
from tests.ui.hostile import ARTICLE, HOSTILE, SCRIPT
from tests.ui.installing import airflow, await_end, running
from tests.ui.site import Site

# Without these Chromium asks for updates, and as root it wants no sandbox; the tests forbid the network anyway.
_ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A running browser, ended with the module."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        try:
            yield running
        finally:
            running.close()


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """Where screenshots are kept, to be looked at."""
    folder = PROJECT_ROOT / "artifacts" / "brief"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Collector(BaseHTTPRequestHandler):
    """Takes OpenTelemetry's metrics as a collector does, and keeps them: paths with bodies."""

    received: ClassVar[list[tuple[str, bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.received.append((self.path, body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: pytest's output is for its own."""


@pytest.fixture(scope="module")
def collected() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """The address of a collector, and what it has received."""
    Collector.received.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", Collector.received
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def site(collected: tuple[str, list[tuple[str, bytes]]]) -> Iterator[Site]:
    """The installation of docker-compose.yml after a night of samples, a hostile article and a hostile file.

    They lie in a bucket of a store that speaks S3's protocol, reached by an Airflow connection.
    """
    folder = Path(tempfile.mkdtemp(prefix="dyadwire-test-"))
    folder.chmod(0o711)
    inbox = folder / "inbox"
    inbox.mkdir()
    for sample in sorted((PROJECT_ROOT / "seeds" / "articles" / "en").glob("20*")):
        shutil.copy(sample, inbox)
    (inbox / "hostile.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    (inbox / f"{HOSTILE}.json").write_text(f'{{"title": "{SCRIPT}', encoding="utf-8")
    telling = {"OTEL_ON": "True", "OTEL_ENDPOINT": collected[0], "OTEL_MILLISECONDS": "1000", "JSON_LOGS": "True"}
    try:
        with running_bucket() as bucket:
            bucket.upload(inbox, "articles")
            where = {
                "INBOX_ADDRESS": bucket.address("articles", "dyadwire_inbox"),
                "AIRFLOW_CONN_DYADWIRE_INBOX": bucket.connection,
            }
            with running(folder, {}, **telling, **where) as found:
                _run_night(found)
                yield found
        await_nobody(folder, seconds=30)
    finally:
        shutil.rmtree(folder)


def _run_night(site: Site) -> None:
    with airflow(site) as api:
        site.run_id = api.trigger()
        state, tasks = await_end(api, site.run_id)
        assert state == "success", tasks
