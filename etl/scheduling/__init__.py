"""The room of what all DAGs share, so that a DAG file is its tasks and little else.

    @dag(schedule=..., **dag_form(__doc__, tags=["nightly"], limit=timedelta(hours=6)))
    def some_dag() -> None: ...

Importing it reads no file but Python's modules and the environment, and connects to nothing: DAG files are parsed
again and again. The use cases themselves are imported inside the tasks.
"""

from etl.scheduling.alerts import FailureNotifier, tell_of_lateness
from etl.scheduling.assets import ARTICLES, REPORTS
from etl.scheduling.form import (
    OWNER,
    REWORK,
    REWORK_POOL,
    TAGS,
    Tag,
    dag_form,
)
from etl.scheduling.retries import RETRY_WHAT_PASSES
from etl.scheduling.runs import label_batch
from etl.scheduling.steps import step
from etl.scheduling.warehouse import task_settings

__all__ = [
    "ARTICLES",
    "OWNER",
    "REPORTS",
    "RETRY_WHAT_PASSES",
    "REWORK",
    "REWORK_POOL",
    "TAGS",
    "FailureNotifier",
    "Tag",
    "dag_form",
    "label_batch",
    "step",
    "task_settings",
    "tell_of_lateness",
]
