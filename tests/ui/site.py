"""The installation of docker-compose.yml without containers: its very commands, variables and health checks.

Only what names another place is replaced: hosts and ports by those of this machine, folders of the image by ours.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from etl.local.configuration import ADMIN
from etl.settings import PROJECT_ROOT
from etl.warehouse import embedded
from tests.deploy import compose

STAYING = ("api-server", "scheduler", "dag-processor", "triggerer")
START_SECONDS = 300
STOP_SECONDS = 30


@dataclass(slots=True)
class Site:
    """A running installation; ``secrets`` are the variables of its ``.env``, ``run_id`` its night once it has run.

    Parts are named as Compose names containers: a service, and a number where it is there several times (``worker-2``).
    ``elsewhere`` are further places that the file names, with those of this machine.
    """

    url: str
    folder: Path
    server: embedded.Server
    secrets: dict[str, str]
    services: dict[str, dict[str, Any]]
    parts: dict[str, psutil.Popen]
    run_id: str = ""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)

    def environment(self, part: str) -> dict[str, str]:
        """The container's variables, with this machine's places; nothing else of this process' settings."""
        given = {
            name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "DYADWIRE", "PYTHON"))
        }
        named = self._service(part).get("environment", {})
        handed_on = {name: self.chosen[name] for name, value in named.items() if value is None and name in self.chosen}
        own = compose.image_environment() | handed_on
        own |= {name: str(value) for name, value in named.items() if value is not None}
        port = self.url.rsplit(":", 1)[1]
        places = {
            "@postgres:5432/": f"@127.0.0.1:{self.server.port}/",
            "http://api-server:8080/": f"{self.url}/",
            "http://127.0.0.1:8080": self.url,
            "/var/lib/dyadwire": str(self.folder / "home"),
            "/opt/dyadwire": str(PROJECT_ROOT),
            "/opt/venv/bin": str(Path(sys.executable).parent),
            "/data/inbox": str(self.folder / "inbox"),
            "$PATH": os.environ["PATH"],
        }
        for name, value in own.items():
            given[name] = _replaced(value, places | dict(self.elsewhere))
        if "AIRFLOW__API__PORT" in own:
            given |= {"AIRFLOW__API__PORT": port, "AIRFLOW__API__HOST": "127.0.0.1"}
        return given | {"HOSTNAME": part, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}

    def _service(self, part: str) -> dict[str, Any]:
        return self.services[re.sub(r"-\d+$", "", part)]

    def start(self, part: str) -> psutil.Popen:
        """The container's command, in a session of its own; what it prints is kept in a file of its name."""
        with (self.folder / f"{part}.log").open("ab") as output:
            return psutil.Popen(
                [_replaced(word, self.elsewhere) for word in self._service(part)["command"]],
                env=self.environment(part),
                cwd=PROJECT_ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def health(self, part: str) -> int:
        """Exit code of the container's health check."""
        kind, *command = [_replaced(word, self.elsewhere) for word in self._service(part)["healthcheck"]["test"]]
        if kind == "CMD-SHELL":
            command = ["/bin/sh", "-c", *command]
        return subprocess.run(
            command, env=self.environment(part), cwd=PROJECT_ROOT, capture_output=True, timeout=60, check=False
        ).returncode

    def await_health(self, part: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while self.health(part) != 0:
            log = self.folder / f"{part}.log"
            assert self.parts[part].poll() is None, log.read_text(encoding="utf-8")[-4000:]
            assert time.monotonic() < deadline, f"{part} is not healthy: {log.read_text(encoding='utf-8')[-4000:]}"
            time.sleep(1)

    def client(self) -> httpx.Client:
        """Nobody in particular."""
        return httpx.Client(base_url=self.url, timeout=120, trust_env=False)

    def token(self) -> str:
        """Of the administrator."""
        with self.client() as client:
            login = {"username": ADMIN, "password": self.secrets["ADMIN_PASSWORD"]}
            return str(client.post("/auth/token", json=login).raise_for_status().json()["access_token"])

    def secrets_told(self, *others: str) -> set[str]:
        """Secrets, and ``others``, that stand in a command line of a part or of what it started, or in a log."""
        running = [process for part in self.parts.values() for process in (part, *part.children(recursive=True))]
        logs = [path for path in self.folder.rglob("*.log") if path.is_file() and "server" not in path.parts]
        assert len(running) > 4 and len(logs) > 10, "of each part, and of each task of a night"
        told = [repr(_command(process)) for process in running]
        told += [path.read_text(encoding="utf-8", errors="replace") for path in logs]
        secrets = {value for name, value in self.secrets.items() if name != "INBOX"} | set(others)
        return {secret for secret in secrets for text in told if secret in text}


def _command(process: psutil.Process) -> list[str]:
    try:
        return [str(word) for word in process.cmdline()]
    except psutil.NoSuchProcess:  # it has ended, or is about to
        return []


def _replaced(text: str, places: Mapping[str, str]) -> str:
    for place, here in places.items():
        text = text.replace(place, here)
    return text


def stop(part: psutil.Popen) -> None:
    """As a container is stopped: SIGTERM, time to end, and then SIGKILL for it and all that it started."""
    below: list[psutil.Process] = []
    with suppress(psutil.NoSuchProcess):
        below = part.children(recursive=True)
        part.terminate()
    _, left = psutil.wait_procs([part, *below], timeout=STOP_SECONDS)
    for process in left:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(left, timeout=STOP_SECONDS)
