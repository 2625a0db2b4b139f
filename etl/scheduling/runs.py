"""What a task asks of the run that it belongs to."""

from airflow.sdk import get_current_context


def run_key() -> str:
    """The run's key in ``ops.run``: the id of the DAG run."""
    return str(get_current_context()["run_id"])
