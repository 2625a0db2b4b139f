"""Airflow's configuration for this machine: one ``airflow.cfg`` in the state folder, and secrets made once.

Everything that Airflow needs to know stands in that file, readable by its owner alone, so that nothing secret is on a
command line and ``AIRFLOW_HOME=<state folder>/airflow airflow ...`` speaks to the same installation.
"""

import base64
import configparser
import io
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import SecretStr

from etl.settings import PROJECT_ROOT, Settings

ADMIN = "admin"
DAG_ID = "ingest_articles"
REPORTS_DAG_ID = "refresh_reports"
LOOPBACK = "127.0.0.1"

# How many tasks run at once, and how many of them may be rework: one is always left for the night.
PARALLELISM = max(2, os.cpu_count() or 1)
REWORK_POOL = "dyadwire_rework"  # the name that etl.scheduling gives it
REWORK_SLOTS = max(1, PARALLELISM // 2)


@dataclass(frozen=True, slots=True)
class Secrets:
    """``fernet_key`` encrypts Airflow's connections, ``jwt_secret`` signs its tokens, the password is for people.

    ``reader_password`` is that of the login by which the page in Airflow reads the embedded warehouse.
    """

    fernet_key: str
    jwt_secret: str
    api_secret: str
    admin_password: str
    reader_password: str


def home(state_dir: Path) -> Path:
    """``AIRFLOW_HOME``."""
    return state_dir / "airflow"


def load_secrets(state_dir: Path) -> Secrets:
    """The installation's secrets, each made by the first call that wants it; the file has mode 0600."""
    path = state_dir / "secrets.json"
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    found = Secrets(**(make_secrets() | kept))
    if asdict(found) != kept:
        write_private(path, json.dumps(asdict(found)))
    return found


def make_secrets() -> dict[str, str]:
    """A new value for each field of ``Secrets``."""
    return {
        "fernet_key": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii"),
        "jwt_secret": secrets.token_urlsafe(48),
        "api_secret": secrets.token_urlsafe(48),
        "admin_password": secrets.token_urlsafe(12),
        "reader_password": secrets.token_urlsafe(24),
    }


def write_private(path: Path, text: str) -> None:
    """Replaces the file at once by one that only its owner reads; never a moment with other rights or half a text."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def write_airflow_configuration(state_dir: Path, *, metadata_url: str, port: int, scheduled: bool) -> None:
    """Writes ``airflow.cfg`` and the password file.

    ``metadata_url`` is a SQLAlchemy address of Airflow's own database. With ``scheduled`` off the scheduler starts no
    run of its own account, only those asked for: so `make run` makes one night, not also the one that was missed.
    """
    known = load_secrets(state_dir)
    folder = home(state_dir)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    passwords = folder / "passwords.json"
    write_private(passwords, json.dumps({ADMIN: known.admin_password}))
    address = f"http://{LOOPBACK}:{port}"
    sections: dict[str, dict[str, object]] = {
        "core": {
            "dags_folder": PROJECT_ROOT / "dags",
            "plugins_folder": PROJECT_ROOT / "plugins",
            "executor": "LocalExecutor",
            "parallelism": PARALLELISM,
            "load_examples": False,
            "dags_are_paused_at_creation": False,
            "fernet_key": known.fernet_key,
            "hostname_callable": "socket.gethostname",  # Airflow's default asks the name server
            "simple_auth_manager_users": f"{ADMIN}:admin",
            "simple_auth_manager_passwords_file": passwords,
            "execution_api_server_url": f"{address}/execution/",
        },
        "database": {"sql_alchemy_conn": metadata_url},
        "api": {"host": LOOPBACK, "port": port, "base_url": address, "workers": 1, "secret_key": known.api_secret},
        "api_auth": {"jwt_secret": known.jwt_secret},
        "scheduler": {
            "use_job_schedule": scheduled,
            "scheduler_idle_sleep_time": 0.3,
            # A task whose process was killed is found within a minute, not five.
            "task_instance_heartbeat_timeout": 60,
            "orphaned_tasks_check_interval": 60,  # likewise what a killed scheduler had queued
        },
        "dag_processor": {"parsing_processes": 1},
        "workers": {"min_heartbeat_interval": 1},  # seconds; else a task that fails may take five more to end
        "logging": {"base_log_folder": folder / "logs"},
        "usage_data_collection": {"enabled": False},
    }
    write_private(folder / "airflow.cfg", _as_ini(sections))


def child_environment(settings: Settings, database_url: str | None, reader_url: str | None = None) -> dict[str, str]:
    """The environment of Airflow's processes: ours, all settings written out, and none of another Airflow's settings.

    One that is not given an address of the warehouse does not know it: the API server knows the reader's alone.

    Variables named ``AIRFLOW*`` outrank the file, so one left over from another installation could make this one write
    into a stranger's database.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW")}
    environment |= settings_environment(settings)
    for name, url in (("DYADWIRE_DATABASE_URL", database_url), ("DYADWIRE_READER_URL", reader_url)):
        environment.pop(name, None)
        if url is not None:
            environment[name] = url
    environment["AIRFLOW_HOME"] = str(home(settings.state_dir))
    for name in ("NO_PROXY", "no_proxy"):  # a proxy has no business between Airflow's processes
        environment[name] = ",".join(filter(None, [environment.get(name), LOOPBACK]))
    return environment


def settings_environment(settings: Settings) -> dict[str, str]:
    """The settings as the variables that would give them, secrets in plain."""
    values: Mapping[str, object] = settings.model_dump()
    return {f"DYADWIRE_{name.upper()}": _plain(value) for name, value in values.items() if value is not None}


def _plain(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def _as_ini(sections: Mapping[str, Mapping[str, object]]) -> str:
    parser = configparser.ConfigParser(interpolation=None)
    for section, options in sections.items():
        # Airflow interpolates values as it reads them: a literal percent sign is doubled.
        parser[section] = {name: str(value).replace("%", "%%") for name, value in options.items()}
    text = io.StringIO()
    parser.write(text)
    return text.getvalue()
