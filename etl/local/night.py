"""One night on this machine: what `make run` does."""

from contextlib import closing
from datetime import UTC, datetime

from rich.console import Console

from etl.errors import ConfigurationError, DyadwireError
from etl.local.airflow_api import AirflowApi, TaskState
from etl.local.client import KeptProcess, Place, find_running
from etl.local.configuration import DAG_ID, REPORTS_DAG_ID, load_secrets
from etl.local.interruption import Interrupted, interruptible, undisturbed
from etl.local.progress import NightProgress
from etl.reporting import print_report
from etl.settings import Settings

FINE, FAILED, CONFIGURATION = 0, 1, 2
PARSE_SECONDS = 90.0
REPORTS_SECONDS = 60.0  # until an announced night has started the refresh
LOG_LINES = 25
EVER = datetime.min.replace(tzinfo=UTC)
BATCH_TASK = "load_batch"
SHOWN_FAILURES = 3


def run_night(settings: Settings, console: Console | None = None) -> int:
    """Starts what is not running, runs one night, prints the report, stops what it started.

    Answers 0 when the night is green, 1 when it is red or could not be run, 2 when a setting has to be put straight,
    128 + the signal's number when interrupted.
    """
    console = console or Console()
    with undisturbed(), KeptProcess(settings, "run") as keeper:
        try:
            with interruptible(), NightProgress(console) as progress:
                since = datetime.now(UTC)
                place = find_running(settings) or keeper.start(progress.stage)
                return _night(settings, place, since, progress, console)
        except Interrupted as interrupted:
            console.print("Interrupted; stopping everything that was started.")
            return interrupted.exit_code
        except DyadwireError as error:
            console.print(str(error), style="red", markup=False, soft_wrap=True)
            return CONFIGURATION if isinstance(error, ConfigurationError) else FAILED


def _night(settings: Settings, place: Place, since: datetime, progress: NightProgress, console: Console) -> int:
    progress.stage("the night")
    with closing(AirflowApi(place.url, load_secrets(settings.state_dir).admin_password)) as airflow:
        airflow.await_dag(since if place.own else EVER, PARSE_SECONDS)  # `make up` is up before it has read the DAGs
        if place.own:
            for left in airflow.close_leftovers():
                progress.say(
                    f"closed {left}, left open by an Airflow that was stopped or killed; its files are taken over"
                )
        run_id = airflow.trigger()
        state, tasks = _follow(airflow, DAG_ID, run_id, progress)
        is_new = any(task.task == BATCH_TASK and task.state == "success" for task in tasks)
        dag_id, last_id = DAG_ID, run_id
        if state == "success":
            dag_id, last_id = REPORTS_DAG_ID, _reports_run(airflow, place, since, run_id)
            state, tasks = _follow(airflow, dag_id, last_id, progress)
        progress.close()
        if state != "success":
            _print_failures(airflow, dag_id, last_id, tasks, console)
            return FAILED
        if not is_new:
            console.print(f"Nothing new in {settings.inbox}.", markup=False)
    print_report(place.database_url, console, run_id)
    return FINE


def _reports_run(airflow: AirflowApi, place: Place, since: datetime, run_id: str) -> str:
    """The run that refreshes the reports: started by the night's announcement, or by us in an Airflow of our own.

    Such an Airflow starts no run of its own account, and none for an asset either.
    """
    if not place.own:
        return airflow.triggered_by(run_id, REPORTS_DAG_ID, REPORTS_SECONDS)
    airflow.await_dag(since, PARSE_SECONDS, REPORTS_DAG_ID)
    return airflow.trigger(REPORTS_DAG_ID)


def _follow(airflow: AirflowApi, dag_id: str, run_id: str, progress: NightProgress) -> tuple[str, list[TaskState]]:
    """Shows the run until it has ended; answers how it ended."""
    state, tasks = "queued", list[TaskState]()
    for now in airflow.follow(run_id, dag_id):
        state, tasks = now
        progress.show(tasks)
    return state, tasks


def _print_failures(airflow: AirflowApi, dag_id: str, run_id: str, tasks: list[TaskState], console: Console) -> None:
    """The last log lines of the tasks that failed, not of those that only waited for them."""
    failed = [task for task in tasks if task.state == "failed"]
    what = "The night" if dag_id == DAG_ID else "The night is loaded, but its refresh of the reports"
    console.print(f"{what} {run_id} is red.", style="red", markup=False, soft_wrap=True)
    for task in failed[:SHOWN_FAILURES]:
        console.print(f"\n{task.name}, the last lines of its log:", style="bold", markup=False)
        for line in airflow.log_lines(run_id, task, LOG_LINES, dag_id):
            console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
