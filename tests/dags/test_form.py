"""Every DAG has what an operator looks for at night, and reading its file does nothing but read it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from etl.scheduling import REWORK_POOL, TAGS
from etl.settings import PROJECT_ROOT

DAG_FILES = sorted((PROJECT_ROOT / "dags").glob("*.py"))
SECTIONS = ["### What", "### When", "### If it fails", "### Is a rerun safe?"]


@pytest.fixture(scope="module")
def dags(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The form of every DAG, by its id; read with a schedule that is not the default."""
    found: dict[str, dict[str, Any]] = {}
    for path in DAG_FILES:
        home = tmp_path_factory.mktemp("airflow")
        done = subprocess.run(
            [sys.executable, "-m", "tests.dags.reading", str(path)],
            cwd=PROJECT_ROOT,
            env=os.environ
            | {
                "AIRFLOW_HOME": str(home),
                "DYADWIRE_SCHEDULE": "7 3 * * *",
                "DYADWIRE_LATE_AFTER_MINUTES": "90",
                "DYADWIRE_MAINTENANCE_SCHEDULE": "8 4 * * 6",
            },
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        described = {dag["id"]: dag for dag in json.loads(done.stdout.splitlines()[-1])}
        assert described, f"{path.name} binds no DAG to a name"
        found |= described
    return found


def test_the_dags_are_these(dags: dict[str, dict[str, Any]]) -> None:
    assert sorted(dags) == ["ingest_articles", "maintain_warehouse", "refresh_reports", "reprocess_articles"]


def test_every_dag_says_what_an_operator_asks(dags: dict[str, dict[str, Any]]) -> None:
    for dag in dags.values():
        assert [line for line in dag["doc"].splitlines() if line.startswith("#")] == SECTIONS
        assert dag["tags"] and set(dag["tags"]) <= TAGS
        for task_id, task in dag["tasks"].items():
            assert len(task_id.split("_")) >= 2, f"{task_id} is no verb_noun"
            assert task["owner"] == "dyadwire"
            assert task["doc"], f"{task_id} has no docstring"


def test_every_dag_runs_once_at_a_time_and_makes_up_nothing(dags: dict[str, dict[str, Any]]) -> None:
    for dag in dags.values():
        assert dag["catchup"] is False
        assert dag["max_active_runs"] == 1
        assert dag["start"] == "2026-01-01T00:00:00+00:00"
        assert 0 < dag["limit"] <= 24 * 3600


def test_every_dag_tells_of_failure_and_of_lateness(dags: dict[str, dict[str, Any]]) -> None:
    for dag in dags.values():
        assert dag["on_failure"] == ["FailureNotifier"]
        assert dag["deadlines"] == [["DagRunQueuedAtDeadline", 90 * 60, "etl.scheduling.alerts.tell_of_lateness"]]


def test_what_passes_is_retried_and_nothing_else(dags: dict[str, dict[str, Any]]) -> None:
    for dag in dags.values():
        for task in dag["tasks"].values():
            assert task["faults"] == {
                "passing": "retry",
                "airflow": "retry",
                "configuration": "fail",
                "article": "fail",
                "ours": "fail",
            }
            assert task["retries"] >= 2
            assert task["backoff"] > 1
            assert task["longest_delay"] <= 900


def test_the_night_takes_its_schedule_from_the_setting(dags: dict[str, dict[str, Any]]) -> None:
    assert dags["ingest_articles"]["schedule"] == "7 3 * * *"


def test_the_night_flows_as_documented(dags: dict[str, dict[str, Any]]) -> None:
    tasks = dags["ingest_articles"]["tasks"]
    assert {name: task["upstream"] for name, task in tasks.items()} == {
        "scan_inbox": [],
        "load_batch": ["scan_inbox"],
        "merge_incidents": ["load_batch"],
        "check_night": ["merge_incidents"],
        "publish_articles": ["check_night"],
        "close_night": ["check_night", "load_batch", "merge_incidents"],
    }
    assert [name for name, task in tasks.items() if task["mapped"]] == ["load_batch"]
    assert tasks["check_night"]["trigger_rule"] == "none_failed"  # an empty night skips the batches and is green
    assert tasks["close_night"]["trigger_rule"] == "all_done"
    assert tasks["publish_articles"]["outlets"] == ["dyadwire://warehouse/articles"]


def test_the_reports_follow_the_articles(dags: dict[str, dict[str, Any]]) -> None:
    dag = dags["refresh_reports"]
    assert dag["assets"] == ["dyadwire://warehouse/articles"]
    assert {name: task["upstream"] for name, task in dag["tasks"].items()} == {
        "refresh_views": [],
        "check_warehouse": ["refresh_views"],
        "write_brief": ["check_warehouse"],
        "publish_reports": ["check_warehouse", "refresh_views", "write_brief"],
    }
    assert dag["tasks"]["publish_reports"]["outlets"] == ["dyadwire://warehouse/reports"]


def test_upkeep_yields_to_the_night(dags: dict[str, dict[str, Any]]) -> None:
    assert dags["maintain_warehouse"]["schedule"] == "8 4 * * 6"
    pools = {
        name: {(task["pool"], task["weight"]) for task in dag["tasks"].values()} for name, dag in sorted(dags.items())
    }
    assert pools["maintain_warehouse"] == {("dyadwire_rework", 1)}
    assert pools["ingest_articles"] == pools["refresh_reports"] == {("default_pool", 10)}
    assert {name: task["upstream"] for name, task in dags["maintain_warehouse"]["tasks"].items()} == {
        "free_claims": [],
        "compare_ledger": ["free_claims"],
        "find_orphans": ["free_claims"],
        "retire_articles": [],
        "tend_tables": ["retire_articles"],
        "back_up": ["tend_tables"],
        "test_restore": ["back_up"],
    }


def test_a_reprocessing_is_shown_before_it_is_written(dags: dict[str, dict[str, Any]]) -> None:
    dag = dags["reprocess_articles"]
    assert dag["schedule"] is None
    tasks = dag["tasks"]
    assert {name: task["upstream"] for name, task in tasks.items()} == {
        "choose_articles": [],
        "list_batches": ["choose_articles"],
        "compare_batch": ["list_batches"],
        "show_changes": ["choose_articles", "compare_batch"],
        "apply_batch": ["show_changes"],
        "merge_incidents": ["apply_batch"],
        "publish_articles": ["merge_incidents"],
        "close_reprocessing": ["apply_batch", "choose_articles", "merge_incidents", "show_changes"],
    }
    assert sorted(name for name, task in tasks.items() if task["mapped"]) == ["apply_batch", "compare_batch"]
    assert tasks["merge_incidents"]["trigger_rule"] == "none_failed_min_one_success"  # a dry run merges nothing
    assert tasks["publish_articles"]["outlets"] == ["dyadwire://warehouse/articles"]


def test_a_reprocessing_yields_to_the_night(dags: dict[str, dict[str, Any]]) -> None:
    night, rework = (dags[name]["tasks"].values() for name in ("ingest_articles", "reprocess_articles"))
    assert {task["pool"] for task in rework} == {REWORK_POOL}
    assert REWORK_POOL not in {task["pool"] for task in night}
    assert max(task["weight"] for task in rework) < min(task["weight"] for task in night)


def test_the_params_of_a_reprocessing_have_types_and_write_nothing_by_default(dags: dict[str, dict[str, Any]]) -> None:
    params = dags["reprocess_articles"]["params"]
    assert {name: param["schema"]["type"] for name, param in params.items()} == {
        "languages": "array",
        "first_published_on": ["null", "string"],
        "last_published_on": ["null", "string"],
        "dyads": "array",
        "only_other_rules": "boolean",
        "dry_run": "boolean",
        "batch_size": "integer",
        "resume": ["null", "integer"],
    }
    assert params["dry_run"]["value"] is True
    assert all(param["description"] and param["schema"]["title"] for param in params.values())


def test_the_guard_sees_what_it_forbids(tmp_path: Path) -> None:
    (tmp_path / "curious.py").write_text("open('/etc/hostname').read()\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.dags.reading", str(tmp_path / "curious.py")],
        cwd=PROJECT_ROOT,
        env=os.environ | {"AIRFLOW_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode != 0
    assert "is opened while a DAG file is read" in done.stderr
