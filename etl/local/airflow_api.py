"""Airflow's REST API, as much of it as a night on this machine needs."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import httpx

from etl.errors import ConfigurationError, PassingError
from etl.local.configuration import ADMIN, DAG_ID, REPORTS_DAG_ID

FINAL_STATES = frozenset({"success", "failed"})
POLL_SECONDS = 0.4
ANSWER_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class TaskState:
    """One task of a run; ``map_index`` is -1 for a task that is not mapped, ``label`` its rendered template."""

    task: str
    map_index: int
    state: str | None
    label: str | None
    try_number: int

    @property
    def name(self) -> str:
        """What an operator calls it: the batch's label once it has one."""
        if self.map_index < 0:
            return self.task
        return f"{self.task} {self.label}" if self.label else f"{self.task} {self.map_index + 1}"

    @classmethod
    def of(cls, record: dict[str, Any]) -> Self:
        return cls(
            task=record["task_id"],
            map_index=record["map_index"],
            state=record["state"],
            label=record["rendered_map_index"],
            try_number=record["try_number"],
        )


def answers(url: str) -> bool:
    """Whether the API server takes requests."""
    try:
        return httpx.get(f"{url}/api/v2/version", timeout=ANSWER_SECONDS, trust_env=False).is_success
    except httpx.TransportError:
        return False


class AirflowApi:
    """A session of the administrator; close it before the server is stopped, which waits for open connections."""

    def __init__(self, url: str, password: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=ANSWER_SECONDS, trust_env=False)
        token = self._request("POST", "/auth/token", {"username": ADMIN, "password": password})["access_token"]
        self._client.headers["Authorization"] = f"Bearer {token}"

    def close(self) -> None:
        self._client.close()

    def await_dag(self, since: datetime, seconds: float, dag_id: str = DAG_ID) -> None:
        """Waits until the DAG file has been parsed after ``since``.

        Raises:
            ConfigurationError: the file cannot be parsed, or the DAG is paused.
            PassingError: nothing was parsed in ``seconds``.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            dag = self._find(f"/api/v2/dags/{dag_id}")
            if dag is not None and dag["last_parsed_time"] and _time(dag["last_parsed_time"]) >= since:
                if dag["is_paused"]:
                    raise ConfigurationError(
                        f"the DAG {dag_id} is paused; unpause it in Airflow (make up), then try again"
                    )
                return
            for fault in self._get("/api/v2/importErrors")["import_errors"]:
                if _time(fault["timestamp"]) >= since:
                    raise ConfigurationError(f"{fault['filename']} cannot be parsed:\n{fault['stack_trace']}")
            time.sleep(POLL_SECONDS / 2)
        raise PassingError(f"Airflow did not parse the DAG {dag_id} within {seconds:.0f} s; see its log")

    def close_leftovers(self) -> list[str]:
        """Fails the runs that a killed Airflow left open, which else would hold up the next one; answers their ids.

        Their files are not lost: claims end with their process, and the next run takes over.
        """
        closed = []
        for dag_id in (DAG_ID, REPORTS_DAG_ID):
            for run_id in self.runs(dag_id, state=["running", "queued"]):
                note = "closed by a later night: the Airflow that ran it was stopped or killed"
                self._request("PATCH", _run(dag_id, run_id), {"state": "failed", "note": note})
                closed.append(run_id)
        return closed

    def runs(self, dag_id: str, **chosen: Any) -> list[str]:
        """Ids of the DAG's runs, of those with such a ``state`` or ``run_type`` where that is said."""
        return [run["dag_run_id"] for run in self._get(f"/api/v2/dags/{dag_id}/dagRuns", **chosen)["dag_runs"]]

    def trigger(self, dag_id: str = DAG_ID, **params: Any) -> str:
        """Starts a run, with these params in the place of the DAG's defaults; answers its id."""
        run = self._request("POST", f"/api/v2/dags/{dag_id}/dagRuns", {"logical_date": None, "conf": params})
        return str(run["dag_run_id"])

    def triggered_by(self, run_id: str, dag_id: str, seconds: float) -> str:
        """Waits until what the run announced has started a run of ``dag_id``; answers that run's id.

        Raises PassingError when it has not in ``seconds``.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for event in self.events(DAG_ID, run_id):
                for started in event["created_dagruns"]:
                    if started["dag_id"] == dag_id:
                        return str(started["run_id"])
            time.sleep(POLL_SECONDS)
        raise PassingError(f"{dag_id} did not begin within {seconds:.0f} s of {run_id}; see whether it is paused")

    def ensure_pool(self, name: str, slots: int, description: str) -> None:
        """Makes the pool if it is missing; one that is there keeps the slots that somebody gave it."""
        if self._find(f"/api/v2/pools/{name}") is None:
            body = {"name": name, "slots": slots, "description": description, "include_deferred": False}
            self._request("POST", "/api/v2/pools", body)

    def pool_slots(self, name: str) -> int:
        """How many tasks of the pool may run at once."""
        return int(self._get(f"/api/v2/pools/{name}")["slots"])

    def state(self, run_id: str, dag_id: str = DAG_ID) -> str:
        """The run's state; it has ended when that is one of ``FINAL_STATES``."""
        return str(self._get(_run(dag_id, run_id))["state"])

    def follow(self, run_id: str, dag_id: str = DAG_ID) -> Iterator[tuple[str, list[TaskState]]]:
        """The run's state and tasks again and again, the last time when the run has ended."""
        while True:
            state = self.state(run_id, dag_id)
            yield state, self.tasks(run_id, dag_id)
            if state in FINAL_STATES:
                return
            time.sleep(POLL_SECONDS)

    def tasks(self, run_id: str, dag_id: str = DAG_ID) -> list[TaskState]:
        """All task instances of the run, page by page."""
        found: list[TaskState] = []
        while True:
            page = self._get(f"{_run(dag_id, run_id)}/taskInstances", limit=100, offset=len(found))
            found.extend(TaskState.of(record) for record in page["task_instances"])
            if len(found) >= page["total_entries"] or not page["task_instances"]:
                return found

    def announced(self, run_id: str) -> dict[str, Any] | None:
        """What the run said with its asset: the counts of the night. ``None`` if it announced nothing."""
        events = self.events(DAG_ID, run_id)
        return dict(events[0]["extra"]) if events else None

    def events(self, dag_id: str, run_id: str | None = None) -> list[dict[str, Any]]:
        """What the DAG, or one run of it, announced: asset events as Airflow tells them."""
        asked = {"source_dag_id": dag_id} if run_id is None else {"source_dag_id": dag_id, "source_run_id": run_id}
        return list(self._get("/api/v2/assets/events", **asked)["asset_events"])

    def log_lines(self, run_id: str, task: TaskState, last: int, dag_id: str = DAG_ID) -> list[str]:
        """The last lines of the task's latest try."""
        path = f"{_run(dag_id, run_id)}/taskInstances/{task.task}/logs/{max(task.try_number, 1)}"
        content = self._get(path, map_index=task.map_index, full_content=True)["content"]
        lines = [line for record in content for line in _log_text(record).splitlines() if not line.startswith("::")]
        return lines[-last:]

    def _get(self, path: str, **parameters: Any) -> Any:
        found = self._find(path, **parameters)
        if found is None:
            raise PassingError(f"Airflow knows no {path}")
        return found

    def _find(self, path: str, **parameters: Any) -> Any:
        response = self._send("GET", path, params=parameters)
        return None if response.status_code == httpx.codes.NOT_FOUND else _checked(response)

    def _request(self, method: str, path: str, body: dict[str, Any]) -> Any:
        return _checked(self._send(method, path, json=body))

    def _send(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        try:
            return self._client.request(method, path, **arguments)
        except httpx.TransportError as error:
            raise PassingError(f"Airflow's API server does not answer {method} {path}: {error}") from error


def _run(dag_id: str, run_id: str) -> str:
    return f"/api/v2/dags/{dag_id}/dagRuns/{run_id}"


def _checked(response: httpx.Response) -> Any:
    if response.is_error:
        raise PassingError(f"Airflow refused {response.request.url.path}: {response.status_code} {response.text[:500]}")
    return response.json()


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _log_text(record: str | dict[str, Any]) -> str:
    """A log record as text; an exception's type and message come with the record that carries them."""
    if isinstance(record, str):
        return record
    text = str(record.get("event", ""))
    for fault in record.get("error_detail") or []:
        text += f"\n  {fault.get('exc_type')}: {fault.get('exc_value')}"
    return text
