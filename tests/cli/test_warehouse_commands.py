"""``ingest``, ``status``, ``report`` and ``db`` on a real warehouse that an address names."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from etl.reporting.remedies import REMEDIES
from etl.settings import PROJECT_ROOT
from etl.stages import STAGES
from etl.warehouse.database import connect
from tests.cli.conftest import Run

SAMPLE = PROJECT_ROOT / "seeds" / "articles" / "de" / "000_5a2a59cd5140f087.txt"
Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """The German sample, the same article again as JSON, the same bytes again, and a file that holds nothing."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    shutil.copy(SAMPLE, folder / "a.txt")
    shutil.copy(SAMPLE, folder / "b.txt")
    title, _, body = SAMPLE.read_text(encoding="utf-8").strip().partition("\n\n")
    (folder / "c.json").write_text(json.dumps({"title": title, "text": body}), encoding="utf-8")
    return folder


@pytest.fixture
def at_warehouse(dyadwire: Run, database_url: str, inbox: Path) -> Run:
    """``dyadwire`` with an inbox and an empty migrated warehouse of the test's own."""
    settings = {"DYADWIRE_DATABASE_URL": database_url, "DYADWIRE_INBOX": str(inbox), "DYADWIRE_SETTLE_SECONDS": "0"}
    return lambda *args, **options: dyadwire(*args, settings=settings | options)


@pytest.fixture
def ask(database_url: str) -> Ask:
    def answer(query: str) -> list[tuple[Any, ...]]:
        with closing(connect(database_url)) as connection, connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    return answer


def test_ingest_loads_once_and_says_what(at_warehouse: Run, ask: Ask) -> None:
    first = at_warehouse("ingest")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("files 3, loaded ")
    assert "quarantined 0" in first.stdout
    assert ask("select count(*), count(distinct article_id) from news.event")[0][1] == 1
    before = ask("select * from news.event order by event_id")

    second = at_warehouse("ingest")
    assert (second.returncode, second.stdout) == (0, "Nothing new.\n")
    assert ask("select * from news.event order by event_id") == before
    assert ask("select state from ops.run order by run_id") == [("succeeded",), ("succeeded",)]


def test_ingest_takes_named_paths_in_place_of_the_inbox(at_warehouse: Run, inbox: Path, ask: Ask) -> None:
    assert at_warehouse("ingest", inbox / "c.json").returncode == 0
    assert [uri.rpartition("/")[2] for (uri,) in ask("select uri from ops.source_file")] == ["c.json"]


def test_files_that_wait_are_mentioned(at_warehouse: Run, inbox: Path) -> None:
    for path in inbox.iterdir():
        path.unlink()
    (inbox / "later.txt.part").write_text("half", encoding="utf-8")
    done = at_warehouse("ingest")
    assert (done.returncode, done.stdout) == (0, "Nothing new.\n")
    assert "1 files" in done.stderr
    assert "wait" in done.stderr


def test_quarantine_is_exit_code_1_with_reason_and_remedy(at_warehouse: Run, inbox: Path) -> None:
    (inbox / "d.txt").touch()
    # A share of one in four is more than a night allows by default, and then the run is a failed one.
    done = at_warehouse("ingest", DYADWIRE_QUARANTINE_SHARE="0.5")
    assert done.returncode == 1
    assert "quarantined 1 (`dyadwire status` says why)" in done.stdout
    status = at_warehouse("status")
    assert status.returncode == 1
    line = next(line for line in status.stdout.splitlines() if line.startswith("empty"))
    assert line.split()[1] == "1"
    assert REMEDIES["empty"].split(",")[0] in line
    assert at_warehouse("ingest").returncode == 0
    assert at_warehouse("status").returncode == 0, "the last run was fine"


def test_the_log_is_json_where_that_is_wanted(at_warehouse: Run, inbox: Path, ask: Ask) -> None:
    (inbox / "d.json").write_text("{", encoding="utf-8")
    done = at_warehouse("--log-format", "json", "ingest", DYADWIRE_QUARANTINE_SHARE="0.1")
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    ((run_key,),) = ask("select run_key from ops.run")
    assert {line["run"] for line in lines} == {run_key}
    assert all({"timestamp", "level", "logger", "event"} <= line.keys() for line in lines)
    ((number, address),) = ask("select source_file_id, uri from ops.source_file where uri like '%d.json'")
    (rejected,) = [line for line in lines if "goes to quarantine: malformed" in line["event"]]
    assert (rejected["batch"], rejected["source_file_id"], rejected["address"]) == (1, number, address)
    (batch,) = [line for line in lines if "files loaded" in line["event"]]
    assert batch["batch"] == 1 and "extract" in batch["event"] and "address" not in batch
    (ended,) = [line for line in lines if line["event"].startswith("the run has ended: scan ")]
    assert [word for word in ended["event"].split() if word in STAGES] == list(STAGES)
    assert (lines[-1]["level"], lines[-1]["logger"]) == ("error", "dyadwire")  # what ended the command
    assert "DYADWIRE_QUARANTINE_SHARE" in lines[-1]["event"]


def test_night_over_the_share_fails_and_says_so(at_warehouse: Run, inbox: Path, ask: Ask) -> None:
    (inbox / "d.txt").touch()
    done = at_warehouse("ingest", DYADWIRE_QUARANTINE_SHARE="0.1")
    assert done.returncode == 1
    assert "DYADWIRE_QUARANTINE_SHARE" in done.stderr
    assert "Traceback" not in done.stderr
    assert ask("select state from ops.run") == [("failed",)]
    assert ask("select count(*) from news.article") == [(1,)], "what was loaded stays loaded"


def test_report_shows_what_was_loaded(at_warehouse: Run, inbox: Path) -> None:
    (inbox / "d.txt").touch()
    at_warehouse("ingest", DYADWIRE_QUARANTINE_SHARE="1")
    done = at_warehouse("report")
    assert (done.returncode, done.stderr) == (0, "")
    for part in ("German (de)", "Kazakhstan", "Pakistan → Kazakhstan", "--04-23", "CONSULT visit", "Asim Munir"):
        assert part in done.stdout
    for person, office in {
        "Kassym-Jomart Tokayev": "Head of state of KAZ",
        "Asim Munir": "Military of PAK",
        "Shehbaz Sharif": "Head of government of PAK",
        "Murat Attleeu": "Foreign minister of KAZ",
        "Ruslan Zhaksylykov": "Defence minister of KAZ",
    }.items():
        assert any(line.startswith(person) and office in line for line in done.stdout.splitlines())
    agreement = next(line for line in done.stdout.splitlines() if line.startswith("agreement "))
    assert agreement.split()[:2] == ["agreement", "intended"]
    assert "Kasachstan bekundete seine Bereitschaft" in agreement
    assert "d.txt" in done.stdout


def test_report_is_cut_where_asked(at_warehouse: Run) -> None:
    at_warehouse("ingest")
    assert "all of them are in report.event" in at_warehouse("report", "--rows", "1").stdout
    assert "all of them" not in at_warehouse("report", "--rows", "1000").stdout


def test_analysts_role_is_enough_for_the_report(at_warehouse: Run, database_url: str, dyadwire: Run, ask: Ask) -> None:
    at_warehouse("ingest")
    with closing(connect(database_url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("drop role if exists reader")
        cursor.execute("create role reader login password 'reads' in role dyadwire_analyst")
    try:
        url = database_url.replace("//" + database_url.split("//")[1].split("@")[0], "//reader:reads")
        done = dyadwire("report", settings={"DYADWIRE_DATABASE_URL": url})
        assert (done.returncode, done.stderr) == (0, "")
        assert "Kazakhstan" in done.stdout
    finally:
        with closing(connect(database_url)) as connection, connection, connection.cursor() as cursor:
            cursor.execute("drop role reader")


def test_migrate_makes_the_warehouse_and_hides_the_password(dyadwire: Run, empty_database_url: str) -> None:
    settings = {"DYADWIRE_DATABASE_URL": empty_database_url}
    before = dyadwire("report", settings=settings)
    assert before.returncode == 2
    assert "`dyadwire db migrate`" in before.stderr
    for _ in range(2):
        done = dyadwire("db", "migrate", settings=settings)
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr.endswith("is up to date.\n")
        assert empty_database_url.split(":")[2].split("@")[0] not in done.stderr
    assert dyadwire("report", settings=settings).returncode == 0


def test_url_is_the_address(at_warehouse: Run, database_url: str) -> None:
    assert at_warehouse("db", "url").stdout == f"{database_url}\n"


def test_psql_passes_arguments_and_its_exit_code(at_warehouse: Run, database_url: str) -> None:
    done = at_warehouse("db", "psql", "--", "-XAtc", "select current_database()")
    assert (done.returncode, done.stdout) == (0, f"{database_url.rpartition('/')[2]}\n")
    assert at_warehouse("db", "psql", "--", "-XAtc", "select no_such_thing").returncode == 1
    assert at_warehouse("db", "psql", "--", "-Xv", "ON_ERROR_STOP=1", "-f", "/dev/null").returncode == 0


def test_unreachable_server_is_exit_code_2_in_one_line(dyadwire: Run) -> None:
    url = "postgresql://someone:hidden@127.0.0.1:1/none"
    for command in (("ingest",), ("report",)):
        done = dyadwire(*command, settings={"DYADWIRE_DATABASE_URL": url})
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
        assert "127.0.0.1" in done.stderr
        assert "hidden" not in done.stderr


def test_traceback_is_shown_when_asked_for(dyadwire: Run) -> None:
    url = "postgresql://someone:hidden@127.0.0.1:1/none"
    done = dyadwire("--debug", "report", settings={"DYADWIRE_DATABASE_URL": url})
    assert done.returncode == 2
    assert "Traceback" in done.stderr
    assert "hidden" not in done.stderr
