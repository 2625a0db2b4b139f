"""
### What
Brings up to date what analysts read. `refresh_views` makes new articles searchable and refreshes the report views that
are kept as tables, if anything changed; `check_warehouse` runs the data checks over the whole warehouse; `write_brief`
writes the morning's page, one HTML file, to `DYADWIRE_BRIEF_DIR`; `publish_reports` tells other DAGs through the asset
`dyadwire://warehouse/reports`, with counts and the path of the brief.

### When
Whenever articles came or changed: on the asset `dyadwire://warehouse/articles`, which a night announces once its checks
are through. Of several announcements while it runs it takes the last. By hand at any time; one run at a time.

### If it fails
- `refresh_views`: a lost connection or a full disk has been tried again by then; readers still see the reports as they
  were. The log says what is missing if it is a right.
- `check_warehouse`: rows contradict each other. The log names the check and its remedy, and so does `dyadwire status`.
  The reports are refreshed; the brief is not written, and nothing is announced.
- `write_brief`: the folder is missing or full; `DYADWIRE_BRIEF_DIR` names it. `dyadwire brief` writes one by hand.

### Is a rerun safe?
Yes, of any task and at any time. Where nothing changed nothing is refreshed; the day's brief is replaced by the new
one.
"""

from datetime import timedelta
from typing import Any

from airflow.sdk import dag, get_current_context, task

from etl.scheduling import ARTICLES, REPORTS, dag_form, step, task_settings


@task
def refresh_views() -> dict[str, int]:
    """Makes new articles searchable and refreshes the report views, if anything changed; answers counts."""
    from etl import pipeline

    with step("refresh"):
        return pipeline.refresh_reports(task_settings())


@task
def check_warehouse() -> dict[str, int]:
    """Runs the data checks over the warehouse; answers how many, and how many of them warn."""
    from etl import pipeline

    with step():
        return pipeline.check_warehouse(task_settings())


@task
def write_brief() -> str:
    """Writes the morning's page; answers its path."""
    from etl.briefs import write_brief as write

    with step():
        return str(write(task_settings()))


@task(outlets=[REPORTS])
def publish_reports(refreshed: dict[str, Any], checked: dict[str, Any], brief: str) -> None:
    """Announces that the reports are up to date, with counts and the path of the brief."""
    get_current_context()["outlet_events"][REPORTS].extra = {**refreshed, **checked, "brief": brief}


@dag(
    schedule=[ARTICLES],
    **dag_form(__doc__, tags=["reports", "nightly"], limit=timedelta(hours=3)),
)
def refresh_reports() -> None:
    refreshed = refresh_views()
    checked = check_warehouse()
    brief = write_brief()

    refreshed >> checked >> brief
    publish_reports(refreshed, checked, brief)  # type: ignore[arg-type]  # they come when the task runs


reports = refresh_reports()
