"""What Airflow calls when a run failed or is late: a notice through the channels that are set.

One notice a run, not one a task: of 500 batches that fail for one reason an operator wants to hear once.
"""

import asyncio
import logging
from typing import Any
from urllib.parse import quote

from airflow.sdk import BaseNotifier, Context

from etl.alerting import Notice, tell
from etl.settings import get_settings

log = logging.getLogger(__name__)
_REASONS = {
    "task_failure": "a task failed",
    "timed_out": "it ran longer than its limit and was stopped",
    "all_tasks_deadlocked": "its tasks wait for one another",
}


class FailureNotifier(BaseNotifier):
    """A DAG's ``on_failure_callback``, called by the DAG processor once the run has failed."""

    def notify(self, context: Context) -> None:
        """Tell of the failed run; faults of a channel are logged and change nothing."""
        facts: dict[str, Any] = dict(context)
        reason = str(facts.get("reason") or "")
        notice = Notice(
            kind="failed",
            dag=facts["dag"].dag_id,
            run=str(facts["run_id"]),
            reason=_REASONS.get(reason, reason) or "the run failed",
            remedy="open the run, read the log of the task that failed; the DAG's documentation has a section for it",
            url=run_url(facts["dag"].dag_id, str(facts["run_id"])),
        )
        _tell(notice)


async def tell_of_lateness(context: dict[str, Any]) -> None:
    """A DAG's deadline was missed; called by the triggerer with the run and the deadline."""
    run, deadline = context["dag_run"], context["deadline"]
    minutes = get_settings().late_after_minutes
    notice = Notice(
        kind="late",
        dag=run["dag_id"],
        run=run["dag_run_id"],
        reason=f"it has not ended by {deadline['deadline_time']:%Y-%m-%d %H:%M} UTC, {minutes:g} minutes after it began"
        " to wait",
        remedy="look at which task runs or waits, and why; DYADWIRE_LATE_AFTER_MINUTES says how long is too long",
        url=run_url(run["dag_id"], run["dag_run_id"]),
    )
    await asyncio.to_thread(_tell, notice)


def run_url(dag: str, run: str) -> str:
    """The run's page in Airflow's interface."""
    from airflow.sdk.configuration import conf

    return f"{conf.get('api', 'base_url', fallback='').rstrip('/')}/dags/{quote(dag)}/runs/{quote(run, safe='')}"


def _tell(notice: Notice) -> None:
    told = tell(get_settings(), notice)
    log.info("%s; told by: %s", notice.subject, ", ".join(told) or "nobody, no channel is set")
