"""
### What
Extracts articles that are already in the warehouse again, with the rules of now. `choose_articles` enters which, by the
params; `compare_batch` extracts a batch and keeps what changes beside what is loaded; `show_changes` prints how many
events, agreements and persons would be gained, lost and altered, by type and language. With `dry_run` on, the default,
that is all: nothing of what analysts read has changed, and `report.reprocessing_change` holds every change. Else
`apply_batch` writes a batch, in transactions of `batch_size` articles, with corrections applied again;
`merge_incidents` and the asset `dyadwire://warehouse/articles` follow as in a night, and `close_reprocessing` writes
how far it got.

### When
By hand only, one run at a time. What was shown is applied by another run with its number as `resume` and `dry_run` off;
so one goes on that was stopped. It works in a pool of its own that leaves a slot to the night, and yields to it.

### If it fails
- `choose_articles`: a language or party that is none, or days in the wrong order; the message says which. So for a
  `resume` that was begun with other rules: begin a new one.
- `compare_batch`, `apply_batch`: the label shows the batch, the log the reason. What passes has been tried again by
  then. An article that cannot be extracted, or whose rows are refused, never fails a batch: it is left as it was, and
  counted as failed in the label and in `report.reprocessing`.
- Articles that are counted as outdated were loaded or reprocessed otherwise since they were compared. They are left as
  they are now; a new run finds what there is to change about them.

### Is a rerun safe?
Yes, of any task and at any time, and so is stopping it: each portion is one transaction, and what is done is not done
again.
"""

from datetime import date, timedelta
from typing import Any

from airflow.sdk import Param, TriggerRule, dag, get_current_context, task

from etl.scheduling import ARTICLES, REWORK, dag_form, label_batch, step, task_settings

PARAMS = {
    "languages": Param(
        [],
        type="array",
        items={"type": "string", "pattern": "^[a-z]{2,3}$"},
        title="Languages",
        description="Only articles in these languages (ISO 639: de, kk, ur); empty: all.",
    ),
    "first_published_on": Param(
        None,
        type=["null", "string"],
        format="date",
        title="Published from",
        description="Only articles published on this day or later; empty: all.",
    ),
    "last_published_on": Param(
        None,
        type=["null", "string"],
        format="date",
        title="Published to",
        description="Only articles published on this day or earlier; empty: all.",
    ),
    "dyads": Param(
        [],
        type="array",
        items={"type": "string", "pattern": "^[A-Za-z]+-[A-Za-z]+$"},
        title="Dyads",
        description="Only articles that name both parties of one of these pairs: KZ-PK; empty: all.",
    ),
    "only_other_rules": Param(
        True,
        type="boolean",
        title="Only other rules",
        description="Leave out articles that the rules of now have made already.",
    ),
    "dry_run": Param(True, type="boolean", title="Dry run", description="Show what would change, and write nothing."),
    "batch_size": Param(
        200, type="integer", minimum=1, maximum=5000, title="Batch size", description="Articles a transaction."
    ),
    "resume": Param(
        None,
        type=["null", "integer"],
        minimum=1,
        title="Go on with",
        description="Number of a reprocessing that was shown or stopped; the choices above are its own then.",
    ),
}


@task
def choose_articles() -> int:
    """Enters which articles the params choose, or finds the reprocessing to go on with; answers its number."""
    from etl import reprocessing

    given: dict[str, Any] = dict(get_current_context()["params"])
    if given["resume"] is not None:
        return int(given["resume"])
    first, last = (
        date.fromisoformat(given[name]) if given[name] else None for name in ("first_published_on", "last_published_on")
    )
    chosen = reprocessing.Chosen(
        tuple(given["languages"]), first, last, tuple(given["dyads"]), given["only_other_rules"]
    )
    with step() as run_key:
        return reprocessing.begin_reprocessing(task_settings(), run_key, chosen, given["batch_size"])


@task
def list_batches(number: int) -> list[dict[str, int]]:
    """Answers what is to be compared, as ranges of article ids."""
    from etl import reprocessing

    with step():
        return reprocessing.batches_to_compare(task_settings(), number)


@task(map_index_template="{{ label }}")
def compare_batch(batch: dict[str, int]) -> dict[str, int]:
    """Extracts one batch and keeps what changes; answers its counts, which become the task's label."""
    from etl import reprocessing

    label_batch(batch)
    with step():
        counts = reprocessing.compare_batch(task_settings(), batch)
    label_batch(batch, f"{counts['changed']} changed, {counts['same']} same, {counts['failed']} failed")
    return counts


@task(trigger_rule=TriggerRule.NONE_FAILED)
def show_changes(number: int) -> list[dict[str, int]]:
    """Prints what changes; answers what is to be written, nothing in a dry run."""
    from etl import reprocessing
    from etl.reporting.reprocessing import print_changes

    with step():
        print_changes(number, *reprocessing.what_changes(task_settings(), number))
        if get_current_context()["params"]["dry_run"]:
            print(f"Dry run: nothing was written. To write it, trigger this DAG with resume {number} and dry_run off.")
            return []
        return reprocessing.batches_to_apply(task_settings(), number)


@task(map_index_template="{{ label }}")
def apply_batch(batch: dict[str, int]) -> dict[str, int]:
    """Writes one batch; answers its counts, which become the task's label."""
    from etl import reprocessing

    label_batch(batch)
    with step():
        counts = reprocessing.apply_batch(task_settings(), batch)
    label_batch(batch, f"{counts['applied']} applied, {counts['outdated']} outdated, {counts['failed']} failed")
    return counts


@task(trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
def merge_incidents() -> dict[str, int]:
    """Merges what was written into incidents, persons and agreements; answers counts."""
    from etl import pipeline

    with step():
        return pipeline.merge_night(task_settings())


@task(outlets=[ARTICLES])
def publish_articles(counts: dict[str, Any]) -> None:
    """Announces that articles changed, so that the reports are refreshed."""
    get_current_context()["outlet_events"][ARTICLES].extra = counts


@task(trigger_rule=TriggerRule.ALL_DONE)
def close_reprocessing(number: int | None) -> dict[str, int]:
    """Writes the end where nothing is left to be written, whatever came before; answers how many articles ended how."""
    from etl import reprocessing

    if number is None:  # nothing was chosen
        return {}
    with step():
        return reprocessing.finish_reprocessing(task_settings(), number)


FORM = dag_form(__doc__, tags=["rework"], limit=timedelta(hours=24))


@dag(schedule=None, params=PARAMS, **FORM | {"default_args": FORM["default_args"] | REWORK})
def reprocess_articles() -> None:
    number = choose_articles()
    compared = compare_batch.expand(batch=list_batches(number))  # type: ignore[arg-type]  # it comes when the task runs
    shown = show_changes(number)  # type: ignore[arg-type]
    applied = apply_batch.expand(batch=shown)
    merged = merge_incidents()
    published = publish_articles(merged)  # type: ignore[arg-type]
    closed = close_reprocessing(number)  # type: ignore[arg-type]

    compared >> shown >> applied >> merged >> published
    [shown, applied, merged] >> closed


by_hand = reprocess_articles()
