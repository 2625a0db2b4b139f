"""The audit of dependencies: advisories from a service that is there, one that is not, and pins that are none."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from deploy import audit
from etl.settings import PROJECT_ROOT

FILES = sorted((PROJECT_ROOT / "requirements").glob("*.txt"))
HASH = f"--hash=sha256:{'0' * 64}"
ADVISORY = {
    "schema_version": "1.6.0",
    "id": "PYSEC-2026-1",
    "summary": "Reads what it should not.",
    "affected": [
        {
            "package": {"name": "warcio", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
        }
    ],
}


@contextmanager
def osv(code: int, known: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The address of an OSV that knows an advisory by package, and the packages that it was asked for."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            package = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]["name"]
            asked.append(package)
            body = json.dumps({"vulns": [known[package]]} if package in known else {}).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing: pytest's output is for its own."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1/query", asked
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def nowhere() -> Iterator[str]:
    """An address at which nobody answers for as long as the test runs: the port is taken, and not listened on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/v1/query"


def _file(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(["# by make requirements", *lines, ""]), encoding="utf-8")
    return path


def test_an_advisory_fails_the_audit(capsys: pytest.CaptureFixture[str]) -> None:
    with osv(200, {"warcio": ADVISORY}) as (url, asked):
        assert audit.main([*map(str, FILES), "--osv-url", url]) == 1
    told = capsys.readouterr()
    assert told.err == f"warcio {version('warcio')}: PYSEC-2026-1, mended in 99.1\n"
    assert {"apache-airflow", "pytest", "warcio"} <= set(asked)


def test_where_no_service_is_the_pins_are_held_against_what_is_installed(
    nowhere: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main([*map(str, FILES), "--osv-url", nowhere]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("Advisories were not asked for: the service cannot be reached (")
    assert last.endswith(f" packages in {len(FILES)} files: pinned with hashes, and installed so.")


def test_a_service_that_fails_is_one_that_cannot_be_reached(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with osv(503, {}) as (url, asked):
        assert audit.advisories([_file(tmp_path / "a.txt", f"warcio==1.7.5 {HASH}")], url) == []
    assert asked == ["warcio"]
    assert "Advisories were not asked for" in capsys.readouterr().out


def test_a_fault_of_the_auditor_is_no_unreachable_service(tmp_path: Path) -> None:
    (fault,) = audit.advisories([tmp_path / "missing.txt"], "http://127.0.0.1:9")
    assert fault.startswith("pip-audit failed: ")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("warcio==1.7.5", "has no SHA-256 hash"),
        ("warcio==1.7.5 --hash=sha256:00ff", "has no SHA-256 hash"),
        (f"warcio==1.7.5 --hash=md5:{'0' * 64}", "has no SHA-256 hash"),
        (f"warcio>=1.7.5 {HASH}", "not pinned by =="),
        (f"warcio==1.* {HASH}", "not pinned by =="),
        (f"warcio {HASH}", "not pinned by =="),
        (f"warcio @ https://files.example/warcio.whl {HASH}", "names a place to fetch from"),
        ("--index-url https://files.example/simple", "names a place to fetch from"),
        ("-r others.txt", "names a place to fetch from"),
        (f"war cio==1 {HASH}", "no requirement"),
    ],
)
def test_what_is_no_pin_fails_the_audit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, fault: str
) -> None:
    good = f"zstandard==0.25.0 ; python_version < '4' \\\n    {HASH} \\\n    {HASH}"
    assert audit.main([str(_file(tmp_path / "a.txt", good, line))]) == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"a.txt: {fault}")


def test_files_without_requirements_fail_the_audit(tmp_path: Path) -> None:
    assert audit.read_pins([_file(tmp_path / "a.txt")]) == ({}, ["there are no requirements"])


def test_what_is_installed_and_not_pinned_so_is_told() -> None:
    pinned = {"warcio": {"1.7.5"}, "pip": {"26.3"}, "ruff": {"1", "2"}}
    installed = [("Warcio", "1.7.6"), ("stranger", "1"), ("pip", "23.2"), ("uv", "1"), ("dyadwire", "0"), ("ruff", "2")]
    assert audit.wrongly_installed(pinned, installed) == [
        "installed: pip 23.2, pinned: 26.3",
        "installed: stranger 1, pinned: not at all",
        "installed: warcio 1.7.6, pinned: 1.7.5",
    ]
