"""The form of every DAG: owner, tags, limits, retries, deadline, alerts."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from airflow.sdk.definitions.callback import AsyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert, DeadlineReference

from etl.scheduling.alerts import FailureNotifier, tell_of_lateness
from etl.scheduling.retries import RETRY_WHAT_PASSES
from etl.settings import get_settings

Tag = Literal["ingest", "nightly", "reports", "rework", "maintenance", "weekly"]
TAGS: frozenset[str] = frozenset(get_args(Tag))
"""A closed list: a new tag is a decision, made in ``Tag``."""

OWNER = "dyadwire"
START = datetime(2026, 1, 1, tzinfo=UTC)
REWORK_POOL = "dyadwire_rework"
_NIGHT_WEIGHT = 10

REWORK: dict[str, Any] = {"pool": REWORK_POOL, "priority_weight": 1}
"""Arguments of tasks that work on what is in the warehouse already, and yield to the night; see ``dag_form``.

Its pool has fewer slots than the executor runs tasks, so that one is always left for the night, which is in Airflow's
default pool and first in line. `make up` makes the pool; elsewhere `airflow pools set dyadwire_rework 1 "..."` does.
"""


def dag_form(doc: str | None, *, tags: Sequence[Tag], limit: timedelta, is_rework: bool = False) -> dict[str, Any]:
    """The arguments of ``@dag`` that all DAGs have in common; schedule and params are the DAG's own.

    ``doc`` is the file's docstring with the sections What, When, If it fails, Is a rerun safe?. A run that has not
    ended ``DYADWIRE_LATE_AFTER_MINUTES`` after it was queued is told of as late, and ends as failed after ``limit``.
    With ``is_rework`` all its tasks are in the pool that leaves the night a slot.
    """
    late_after = timedelta(minutes=get_settings().late_after_minutes)
    return {
        "start_date": START,
        "catchup": False,
        "max_active_runs": 1,
        "dagrun_timeout": limit,
        "tags": list(tags),
        "doc_md": doc,
        # In the triggerer, not in the executor: a run is late just when the executor may have no slot left.
        "deadline": DeadlineAlert(
            name="late",
            reference=DeadlineReference.DAGRUN_QUEUED_AT,
            interval=late_after,
            callback=AsyncCallback(tell_of_lateness),
        ),
        "on_failure_callback": FailureNotifier(),
        "default_args": {
            "owner": OWNER,
            "retries": 3,
            "retry_delay": timedelta(seconds=20),
            "retry_exponential_backoff": 2.0,
            "max_retry_delay": timedelta(minutes=10),
            "retry_policy": RETRY_WHAT_PASSES,
            "priority_weight": _NIGHT_WEIGHT,
            "weight_rule": "absolute",
        }
        | (REWORK if is_rework else {}),
    }
