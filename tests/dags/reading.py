"""A program for the tests: reads a DAG file as Airflow's parser does, under a guard, and prints its form as JSON.

In a process of its own, since Airflow reads its configuration once, when it is first imported. The guard: from the
first line of the DAG file on, no connection is made, no program started, and no file opened but Python's modules.
"""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import airflow.sdk
from airflow.sdk import DAG
from airflow.sdk.exceptions import AirflowRuntimeError, ErrorType
from airflow.sdk.execution_time.comms import ErrorResponse

from etl.errors import ArticleError, ConfigurationError, PassingError
from etl.settings import get_settings

FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.fork", "sqlite3.connect")
MODULES = (".py", ".pyc", ".so", ".pth")
FAULTS: dict[str, Exception] = {
    "passing": PassingError("the connection was lost"),
    "airflow": AirflowRuntimeError(ErrorResponse(error=ErrorType.API_SERVER_ERROR)),
    "configuration": ConfigurationError("no such database"),
    "article": ArticleError("empty", "nothing"),
    "ours": ValueError("a defect"),
}


def guard(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: raises inside whatever tries to."""
    if event in FORBIDDEN:
        raise PermissionError(f"{event} {arguments!r} while a DAG file is read")
    if event == "open" and isinstance(arguments[0], str) and not arguments[0].endswith(MODULES):
        raise PermissionError(f"{arguments[0]} is opened while a DAG file is read")


def _warm_up(value: int) -> None:
    """A task like those that will be read."""


def read(path: Path) -> list[DAG]:
    """The DAGs of a file, read under the guard. What Airflow loads lazily of its own is loaded before."""
    with DAG("warm_up"):
        airflow.sdk.task(outlets=[airflow.sdk.Asset("warm://up")])(_warm_up).expand(value=[1])
    get_settings.cache_clear()
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.addaudithook(guard)
    spec.loader.exec_module(module)
    return [value for value in vars(module).values() if isinstance(value, DAG)]


def describe(dag: DAG) -> dict[str, Any]:
    """What the tests ask about a DAG."""
    return {
        "id": dag.dag_id,
        "tags": sorted(dag.tags),
        "schedule": getattr(dag.timetable, "expression", None),
        "assets": [asset.uri for asset in getattr(getattr(dag.timetable, "asset_condition", None), "objects", [])],
        "catchup": dag.catchup,
        "max_active_runs": dag.max_active_runs,
        "start": None if dag.start_date is None else dag.start_date.isoformat(),
        "limit": None if dag.dagrun_timeout is None else dag.dagrun_timeout.total_seconds(),
        "doc": dag.doc_md,
        "params": {name: dag.params.get_param(name).serialize() for name in dag.params},
        "on_failure": [type(call).__name__ for call in _listed(dag.on_failure_callback)],
        "deadlines": [
            [alert.reference.reference_name, alert.interval.total_seconds(), alert.callback.path]
            for alert in _listed(dag.deadline)
        ],
        "tasks": {task.task_id: describe_task(task) for task in dag.tasks},
    }


def _listed(value: Any) -> list[Any]:
    """Airflow takes one or several."""
    return value if isinstance(value, list) else [value]


def describe_task(task: Any) -> dict[str, Any]:
    return {
        "upstream": sorted(task.upstream_task_ids),
        "mapped": task.is_mapped,
        "owner": task.owner,
        "doc": task.python_callable.__doc__,
        "trigger_rule": task.trigger_rule.value,
        "pool": task.pool,
        "weight": task.priority_weight,
        "retries": task.retries,
        "backoff": task.retry_exponential_backoff,
        "longest_delay": task.max_retry_delay.total_seconds(),
        "outlets": [outlet.uri for outlet in task.outlets or []],
        "faults": {
            name: task.retry_policy.evaluate(exception=fault, try_number=1, max_tries=3).action.value
            for name, fault in FAULTS.items()
        },
    }


if __name__ == "__main__":
    print(json.dumps([describe(dag) for dag in read(Path(sys.argv[1]))]))
