"""
### What
The weekly upkeep. `free_claims` gives back files that dead loaders hold; `compare_ledger` holds the ledger against the
inbox; `find_orphans` looks for rows that nothing refers to; `retire_articles` lets old articles go if
`DYADWIRE_RETENTION_DAYS` says how old, and else says in its log how many there would be; `tend_tables` vacuums and
analyzes what is due; `back_up` writes a dump to `DYADWIRE_BACKUP_DIR`, and `test_restore` restores it into a scratch
database, counts its rows and drops it. Both are skipped while no folder is set.

### When
At `DYADWIRE_MAINTENANCE_SCHEDULE` (cron, UTC; Sunday noon), or by hand; one run at a time. Its tasks are in the pool
`dyadwire_rework`, which leaves the night a slot.

### If it fails
- `compare_ledger`, `find_orphans`: they look and never fail for what they find; the log says it with a remedy, and so
  does an alert. A failure is a missing inbox or a lost connection.
- `retire_articles`: what is gone is gone, the rest goes next time.
- `tend_tables`: only the owner of the tables may; the log names those left alone.
- `back_up`: the folder is missing or full, or pg_dump is not installed; the log has its last line.
- `test_restore`: do not trust the backup. If rows are missing, make a new one by `dyadwire maintain backup`; if the
  login may not create a database, grant it CREATEDB.

### Is a rerun safe?
Yes, of any task and at any time, beside a night too. A rerun of `back_up` makes another file.
"""

from datetime import timedelta

from airflow.sdk import TriggerRule, dag, task
from airflow.sdk.exceptions import AirflowSkipException

from etl.scheduling import dag_form, step, task_settings
from etl.settings import get_settings


@task
def free_claims() -> dict[str, int]:
    """Gives back files that dead loaders hold, closes runs that were killed; answers counts."""
    from etl.maintenance.leases import free_claims as free

    with step():
        return free(task_settings())


@task
def compare_ledger() -> int:
    """Holds the ledger against the inbox; answers how many files are amiss."""
    from etl.maintenance.inventory import compare_ledger as compare
    from etl.maintenance.telling import tell_findings

    settings = task_settings()
    with step() as run_key:
        return tell_findings(settings, "maintain_warehouse", run_key, compare(settings))


@task
def find_orphans() -> int:
    """Looks for rows that nothing refers to; answers how many there are."""
    from etl.maintenance.orphans import find_orphans as find
    from etl.maintenance.telling import tell_findings

    settings = task_settings()
    with step() as run_key:
        return tell_findings(settings, "maintain_warehouse", run_key, find(settings))


@task
def retire_articles() -> dict[str, int]:
    """Lets old articles go and merges what they leave; where retention is off, says how many there would be."""
    from etl.maintenance.upkeep import retire

    with step():
        return retire(task_settings())


@task(trigger_rule=TriggerRule.NONE_FAILED)
def tend_tables() -> dict[str, int]:
    """Vacuums and analyzes what is due; answers counts."""
    from etl.maintenance.tables import tend_tables as tend

    with step():
        return tend(task_settings())


@task
def back_up() -> str:
    """Dumps the warehouse; answers the file. Skipped while no folder is set."""
    from etl.maintenance.backup import back_up as dump

    if get_settings().backup_dir is None:
        raise AirflowSkipException("backups are off; DYADWIRE_BACKUP_DIR sets a folder")
    with step():
        return str(dump(task_settings()))


@task
def test_restore(backup: str) -> dict[str, int]:
    """Restores the dump into a scratch database and counts its rows; answers how many came back."""
    from pathlib import Path

    from etl.maintenance.backup import check_backup

    with step():
        return check_backup(task_settings(), Path(backup))


@dag(
    schedule=get_settings().maintenance_schedule,
    **dag_form(__doc__, tags=["maintenance", "weekly"], limit=timedelta(hours=12), is_rework=True),
)
def maintain_warehouse() -> None:
    free_claims() >> [compare_ledger(), find_orphans()]
    dump = back_up()
    retire_articles() >> tend_tables() >> dump
    test_restore(dump)  # type: ignore[arg-type]  # the path comes when the task runs


upkeep = maintain_warehouse()
