"""Starts the installation of docker-compose.yml without containers, and lets it run a night."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from deploy.make_env import values
from etl.errors import PassingError
from etl.local.airflow_api import FINAL_STATES, AirflowApi, TaskState, answers
from etl.settings import PROJECT_ROOT
from etl.warehouse import embedded
from tests.deploy import compose
from tests.local.commands import NEVER
from tests.ui.site import START_SECONDS, STAYING, Site, stop

_POLL_SECONDS = 1.0  # asking costs the API server more than what is asked about may have left


def free_port() -> int:
    """One that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path, elsewhere: Mapping[str, str], **chosen: str) -> Iterator[Site]:
    """The installation in ``folder``, which any account can enter and whose ``inbox`` is there; all is stopped again.

    ``chosen`` are further variables of its ``.env``, ``elsewhere`` further places that the file names.
    """
    secrets = values(str(folder / "inbox"))
    services = compose.services(secrets | {"SCHEDULE": NEVER, "PARALLELISM": "2"} | chosen)
    for name in ("home", "home/logs", "home/cache", "home/briefs"):
        (folder / name).mkdir(mode=0o700)
    server = embedded.start(folder / "server")
    address = f"http://127.0.0.1:{free_port()}"
    site = Site(address, folder, server, secrets, services, {}, elsewhere=elsewhere, chosen=chosen)
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
        for part in reversed(site.parts.values()):  # whoever asks the API server before it
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


@contextmanager
def airflow(site: Site) -> Iterator[AirflowApi]:
    """The administrator's session, once the night's DAG can be run."""
    with closing(AirflowApi(site.url, site.secrets["ADMIN_PASSWORD"])) as api:
        api.await_dag(datetime.min.replace(tzinfo=UTC), START_SECONDS)
        yield api


def await_end(api: AirflowApi, run_id: str, seconds: float = START_SECONDS) -> tuple[str, list[TaskState]]:
    """The run's state and tasks once it has ended; a machine so busy that Airflow does not answer is asked again."""
    deadline, state = time.monotonic() + seconds, "unknown"
    while True:
        with suppress(PassingError):
            state = api.state(run_id)
            if state in FINAL_STATES:
                return state, api.tasks(run_id)
        assert time.monotonic() < deadline, f"{run_id} is {state}"
        time.sleep(_POLL_SECONDS)
