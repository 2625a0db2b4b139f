"""Airflow: whether the DAG files and the plugin can be read, and whether an Airflow that runs here is well."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from etl.doctor.finding import Finding, fault, fine, warning
from etl.local import record
from etl.settings import PROJECT_ROOT, Settings

READ_SECONDS = 180
ANSWER_SECONDS = 10.0
# In a process of its own: Airflow reads its configuration when it is imported, and this one's is nobody else's.
_PROGRAM = """
import json, sys
from airflow.dag_processing.dagbag import DagBag
from airflow import plugins_manager
bag = DagBag(sys.argv[1])
faults = dict(bag.import_errors) | dict(plugins_manager._get_plugins()[1])
print(json.dumps({"dags": sorted(bag.dag_ids), "faults": faults}))
"""


def check_dags(settings: Settings, project: Path = PROJECT_ROOT) -> Iterator[Finding]:
    """Reads the files of ``dags`` and ``plugins`` as Airflow would, without a database."""
    with tempfile.TemporaryDirectory(prefix="dyadwire-doctor-") as home:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW")}
        environment |= {
            "AIRFLOW_HOME": home,
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(project / "plugins"),
        }
        try:
            done = subprocess.run(
                [sys.executable, "-c", _PROGRAM, str(project / "dags")],
                env=environment,
                cwd=home,
                capture_output=True,
                text=True,
                timeout=READ_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            yield fault("dags", f"could not be read in {READ_SECONDS} s", "look what the DAG files do when imported")
            return
    if done.returncode != 0:
        yield fault("dags", f"Airflow could not read them: {_last_line(done.stderr)}", "make setup")
        return
    read = json.loads(done.stdout.splitlines()[-1])
    for path, error in read["faults"].items():
        yield fault("dags", f"{path}: {_last_line(error)}", "put the file straight; Airflow leaves it out")
    if not read["faults"]:
        yield fine("dags", ", ".join(read["dags"]))


def check_airflow(settings: Settings) -> Iterator[Finding]:
    """Whether the parts of the Airflow that `make up` started are well; nothing where none runs."""
    running = record.read(settings.state_dir)
    if running is None:
        yield fine("airflow's parts", "none runs from this state folder")
        return
    try:
        answer = httpx.get(f"{running.url}/api/v2/monitor/health", timeout=ANSWER_SECONDS, trust_env=False)
        health: dict[str, dict[str, Any]] = answer.raise_for_status().json()
    except (httpx.HTTPError, ValueError) as error:
        yield fault("airflow's parts", f"{running.url} does not answer: {error}", "make down, then make up")
        return
    for part, state in sorted(health.items()):
        if state["status"] == "healthy":
            yield fine(f"airflow's {part}", "healthy")
        elif state["status"] is not None:
            log = settings.state_dir / "logs"
            yield warning(f"airflow's {part}", str(state["status"]), f"see {log}; make down, then make up")


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1]
