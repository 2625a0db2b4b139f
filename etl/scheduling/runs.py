"""What a task asks of the run that it belongs to."""

from collections.abc import Mapping
from typing import Any

from airflow.sdk import get_current_context


def run_key() -> str:
    """The run's key in ``ops.run``: the id of the DAG run."""
    return str(get_current_context()["run_id"])


def label_batch(batch: Mapping[str, int], said: str = "") -> None:
    """Name this mapped task after its batch and, once it is known, what came of it.

    Airflow renders the label from the context, for ``map_index_template="{{ label }}"``.
    """
    context: dict[str, Any] = get_current_context()  # type: ignore[assignment]
    context["label"] = f"batch {batch['number']}" + (f": {said}" if said else "")
