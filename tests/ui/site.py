"""The installation of docker-compose.yml without containers: its very commands, variables and health checks.

Only what names another place is replaced: hosts and ports by those of this machine, folders of the image by ours.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from deploy.make_env import values
from etl.local.airflow_api import answers
from etl.local.configuration import ADMIN
from etl.settings import PROJECT_ROOT
from etl.warehouse import embedded
from tests.deploy import compose
from tests.local.commands import NEVER

STAYING = ("api-server", "scheduler", "dag-processor", "triggerer")
START_SECONDS = 300
STOP_SECONDS = 30


@dataclass(slots=True)
class Site:
    """A running installation; ``secrets`` are the variables of its ``.env``, ``run_id`` its night once it has run."""

    url: str
    folder: Path
    server: embedded.Server
    secrets: dict[str, str]
    services: dict[str, dict[str, Any]]
    parts: dict[str, psutil.Popen]
    run_id: str = ""

    def environment(self, service: str) -> dict[str, str]:
        """The container's variables, with this machine's places; nothing else of this process' settings."""
        given = {
            name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "DYADWIRE", "PYTHON"))
        }
        own = compose.image_environment() | {
            name: str(value)
            for name, value in self.services[service].get("environment", {}).items()
            if value is not None  # one without a value is handed on where it is set
        }
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
            for place, here in places.items():
                value = value.replace(place, here)
            given[name] = value
        if "AIRFLOW__API__PORT" in own:
            given |= {"AIRFLOW__API__PORT": port, "AIRFLOW__API__HOST": "127.0.0.1"}
        return given | {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}

    def start(self, service: str) -> psutil.Popen:
        """The container's command, in a session of its own; what it prints is kept in a file of its name."""
        with (self.folder / f"{service}.log").open("ab") as output:
            return psutil.Popen(
                self.services[service]["command"],
                env=self.environment(service),
                cwd=PROJECT_ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def health(self, service: str) -> int:
        """Exit code of the container's health check."""
        kind, *command = self.services[service]["healthcheck"]["test"]
        assert kind == "CMD"
        return subprocess.run(
            command, env=self.environment(service), cwd=PROJECT_ROOT, capture_output=True, timeout=60, check=False
        ).returncode

    def await_health(self, service: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while self.health(service) != 0:
            log = self.folder / f"{service}.log"
            assert self.parts[service].poll() is None, log.read_text(encoding="utf-8")[-4000:]
            assert time.monotonic() < deadline, f"{service} is not healthy: {log.read_text(encoding='utf-8')[-4000:]}"
            time.sleep(1)

    def client(self) -> httpx.Client:
        """Nobody in particular."""
        return httpx.Client(base_url=self.url, timeout=120, trust_env=False)

    def token(self) -> str:
        """Of the administrator."""
        with self.client() as client:
            login = {"username": ADMIN, "password": self.secrets["ADMIN_PASSWORD"]}
            return str(client.post("/auth/token", json=login).raise_for_status().json()["access_token"])


@contextmanager
def running(folder: Path, port: int, **chosen: str) -> Iterator[Site]:
    """The installation in ``folder``, which any account can enter and whose ``inbox`` is there; all is stopped again.

    ``chosen`` are further variables of its ``.env``.
    """
    secrets = values(str(folder / "inbox"))
    services = compose.services(secrets | {"SCHEDULE": NEVER, "PARALLELISM": "2"} | chosen)
    for name in ("home", "home/logs", "home/cache", "home/briefs"):
        (folder / name).mkdir(mode=0o700)
    server = embedded.start(folder / "server")
    site = Site(f"http://127.0.0.1:{port}", folder, server, secrets, services, {})
    try:
        _make_databases(site)
        migrating = site.start("migrate")
        assert migrating.wait(START_SECONDS) == 0, (folder / "migrate.log").read_text(encoding="utf-8")[-4000:]
        site.parts["api-server"] = site.start("api-server")
        site.await_health("api-server")
        for name in STAYING[1:]:
            site.parts[name] = site.start(name)
        for name in STAYING[1:]:
            site.await_health(name)
        assert answers(site.url)
        yield site
    finally:
        for part in site.parts.values():
            stop(part)
        embedded.stop(server)


def _make_databases(site: Site) -> None:
    """What the database's container runs when its data folder is made, by psql."""
    given = {name: str(value) for name, value in site.services["postgres"]["environment"].items()}
    script = next(one["source"] for one in site.services["postgres"]["volumes"] if isinstance(one, dict))
    address = {"PGHOST": embedded.HOST, "PGPORT": str(site.server.port), "PGUSER": embedded.USER}
    address |= {"PGPASSWORD": site.server.password, "PGDATABASE": "postgres"}
    psql = [str(site.server.bin_dir / "psql"), "--quiet", "--no-psqlrc", "--file", str(PROJECT_ROOT / script)]
    subprocess.run(psql, env=os.environ | given | address, check=True, timeout=60)


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
