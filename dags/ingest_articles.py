"""
### What
Takes the article files that are new in the inbox, reads their language, extracts the relations between countries that
they report, and loads them into the warehouse. `scan_inbox` enters new files in the ledger and cuts them into batches;
each `load_batch` loads one of them; `merge_incidents` makes one incident of what several articles tell of the same
happening; `check_night` looks at what came of it; `publish_articles` tells other DAGs through the asset
`dyadwire://warehouse/articles`, with the counts of the night: `refresh_reports` begins then; `close_night` closes the
night's row in `ops.run`, whatever happened.

### When
Every night at `DYADWIRE_SCHEDULE` (cron, UTC), or whenever it is triggered by hand; one run at a time. Nights that were
missed are not made up one by one: the next run takes all files that wait.

### If it fails
- `load_batch`: its label shows the batch, its log the reason. What passes (a lost connection, a deadlock) has been
  tried again by then. A single bad article never fails a batch: it goes to quarantine, and the count is in the label.
- `check_night`: more files than `DYADWIRE_QUARANTINE_SHARE` allows were quarantined, or the rows contradict each
  other. The log names the check and its remedy. What was loaded stays loaded; `dyadwire status` lists the quarantine
  and the checks with remedies.
- `check_night` is green and an alert speaks of warnings: a language or an outlet brought far fewer articles than it
  does, or none. Look at whether its files still arrive. `DYADWIRE_VOLUME_SEVERITY=error` makes such nights red.
- Anything at once, without a retry: a setting to put straight. The message says which.

### Is a rerun safe?
Yes, of any task and at any time. A file is known by its bytes and an article by its text, so nothing is loaded twice;
a killed batch has left whole portions, each one transaction, and no half of one; the next one takes over its files.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from airflow.sdk import TriggerRule, dag, get_current_context, task

from etl.scheduling import ARTICLES, dag_form, label_batch, step, task_settings
from etl.settings import get_settings


@task
def scan_inbox() -> list[dict[str, int]]:
    """Enters new files in the ledger; answers the batches, as ranges of file ids."""
    from etl import pipeline
    from etl.scheduling.metrics import send_queue

    settings = task_settings()
    with step("scan") as run_key:
        batches = pipeline.scan_inbox(settings, run_key)
    send_queue(pipeline.measure_queue(settings))
    return batches


@task(map_index_template="{{ label }}")
def load_batch(batch: dict[str, int]) -> dict[str, int]:
    """Reads, extracts and loads one batch; answers its counts, which become the task's label."""
    from etl import pipeline

    label_batch(batch)
    with step() as run_key:
        counts = pipeline.process_batch(task_settings(), run_key, batch)
    label_batch(batch, f"{counts['loaded']} loaded, {counts['quarantined']} quarantined")
    return counts


@task(trigger_rule=TriggerRule.NONE_FAILED)
def merge_incidents() -> dict[str, int]:
    """Merges the events of all articles into incidents, where something came or changed; answers counts."""
    from etl import pipeline

    with step("merge"):
        return pipeline.merge_night(task_settings())


@task(trigger_rule=TriggerRule.NONE_FAILED)
def check_night() -> dict[str, int]:
    """Runs the data checks, weighs the quarantine and the volumes; answers the counts of the night."""
    from etl import pipeline

    with step("check") as run_key:
        return pipeline.check_night(task_settings(), run_key)


@task(outlets=[ARTICLES])
def publish_articles(counts: dict[str, Any]) -> None:
    """Announces the night, with its counts."""
    get_current_context()["outlet_events"][ARTICLES].extra = counts


@task(trigger_rule=TriggerRule.ALL_DONE)
def close_night(batches: Iterable[dict[str, int]]) -> None:
    """Closes the night's row in the warehouse, whatever came before, and sends what it brought as metrics."""
    from etl import pipeline
    from etl.scheduling.metrics import send_night, send_queue

    settings = task_settings()
    with step() as run_key:
        if pipeline.finish_night(settings, run_key):
            send_night(pipeline.measure_night(settings, run_key), batches)
            send_queue(pipeline.measure_queue(settings))


@dag(
    schedule=get_settings().schedule,
    **dag_form(__doc__, tags=["ingest", "nightly"], limit=timedelta(hours=6)),
)
def ingest_articles() -> None:
    batches = scan_inbox()
    loaded = load_batch.expand(batch=batches)
    merged = merge_incidents()
    checked = check_night()
    published = publish_articles(checked)  # type: ignore[arg-type]  # the counts come when the task runs
    closed = close_night(loaded)  # type: ignore[arg-type]  # the counts come when the task runs

    batches >> loaded >> merged >> checked >> published
    [merged, checked] >> closed  # and `loaded`, whose counts it takes


nightly = ingest_articles()
