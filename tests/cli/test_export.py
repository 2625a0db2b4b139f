"""``dyadwire export`` as analysts call it: streams, files, exit codes, and memory that does not grow."""

import csv
import io
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from etl.settings import PROJECT_ROOT
from etl.warehouse.database import connect
from tests.cli.conftest import COMMAND, Run, environment

SAMPLES = PROJECT_ROOT / "seeds" / "articles" / "en"
_MANY = """
create view report.many as
select n as row_id, timestamptz '2026-01-01' + n * interval '1 s' as seen_at, array['de', 'en'] as languages,
    repeat('ein Satz ueber Astana ', 10) || n as evidence, n * 0.5::double precision as score
from generate_series(1, 400000) as n
"""


@pytest.fixture
def url(database_url: str) -> Iterator[str]:
    with closing(connect(database_url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(_MANY)
    yield database_url


@pytest.fixture
def at_warehouse(dyadwire: Run, url: str) -> Run:
    return lambda *args, **options: dyadwire(*args, settings={"DYADWIRE_DATABASE_URL": url}, **options)


@pytest.fixture
def loaded(at_warehouse: Run) -> Run:
    """The command at a warehouse that holds three sample articles."""
    samples = [next(SAMPLES.glob(f"{number}_*")) for number in (200, 201, 204)]
    assert at_warehouse("ingest", *samples).returncode == 0
    return at_warehouse


def test_a_view_goes_to_standard_output(loaded: Run) -> None:
    done = loaded("export", "--view", "incident", "--where", "status=occurred")
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert rows
    assert {row["status"] for row in rows} == {"occurred"}
    again = loaded("export", "--view", "incident", "--format", "jsonl", "--where", "status=occurred")
    assert [str(json.loads(line)["incident_id"]) for line in again.stdout.splitlines()] == [
        row["incident_id"] for row in rows
    ]


def test_gdelt_goes_to_a_file_and_names_what_has_no_date(loaded: Run, tmp_path: Path) -> None:
    path = tmp_path / "20260101.export.CSV"
    done = loaded("export", "--format", "gdelt", "--every-status", "--output", path)
    assert done.returncode == 0
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert {len(row) for row in rows} == {61}
    assert done.stderr.endswith(f"{path}: {len(rows)} rows\n")


def test_format_follows_the_name_of_the_file(at_warehouse: Run, tmp_path: Path) -> None:
    for name, start in {
        "a.parquet": b"PAR1",
        "a.jsonl": b'{"row_id": 1,',
        "a.csv": b"row_id,",
        "a.txt": b"row_id,",
    }.items():
        done = at_warehouse("export", "--view", "many", "--where", "row_id<=10", "--output", tmp_path / name)
        assert (done.returncode, done.stderr) == (0, f"{tmp_path / name}: 10 rows\n")
        assert (tmp_path / name).read_bytes().startswith(start)
    assert len(list(tmp_path.glob("a.*"))) == len(list(tmp_path.glob("*a*"))) == 4


@pytest.mark.parametrize(
    ("args", "remedy"),
    [
        (("--view", "help"), "there are agreement, "),
        (("--view", "many", "--where", "nothing=1"), "there are row_id, seen_at"),
        (("--view", "many", "--where", "row_id"), "write COLUMN OPERATOR VALUE"),
        (("--view", "many", "--where", "seen_at>yesterday morning"), "of type timestamp with time zone"),
        (("--view", "many", "--output", "/none/a.csv"), "name a folder"),
        (("--view", "many", "--format", "gdelt"), "leave --view out"),
        ((), "--view help"),
    ],
)
def test_what_the_user_can_put_straight_is_exit_code_2(at_warehouse: Run, args: tuple[str, ...], remedy: str) -> None:
    done = at_warehouse("export", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert remedy in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_a_warehouse_without_tables_names_the_remedy(dyadwire: Run, empty_database_url: str) -> None:
    done = dyadwire("export", "--view", "dyad", settings={"DYADWIRE_DATABASE_URL": empty_database_url})
    assert done.returncode == 2
    assert "`dyadwire db migrate`" in done.stderr


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_reader_that_has_enough_ends_it_quietly(url: str, tmp_path: Path, form: str) -> None:
    settings = environment(DYADWIRE_DATABASE_URL=url, DYADWIRE_STATE_DIR=str(tmp_path))
    arguments = ["export", "--view", "many", "--format", form]
    with subprocess.Popen(
        [*COMMAND, *arguments], env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        assert command.stdout.read(4) in (b"row_", b'{"ro', b"PAR1")
        command.stdout.close()
        assert command.stderr.read() == b""
        assert command.wait(60) == 0


def test_a_killed_export_leaves_the_file_as_it_was(url: str, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("before", encoding="utf-8")
    settings = environment(DYADWIRE_DATABASE_URL=url, DYADWIRE_STATE_DIR=str(tmp_path / "state"))
    with subprocess.Popen([*COMMAND, "export", "--view", "many", "--output", str(path)], env=settings) as command:
        while not list(tmp_path.glob(".many.csv.*.part")):
            assert command.poll() is None
        command.terminate()
        assert command.wait(60) != 0
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.glob(".many*")) == []


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_memory_does_not_grow_with_the_rows(url: str, tmp_path: Path, form: str) -> None:
    """400,000 rows are at least 100 MB of text; what they add to the process has to be a fraction of it."""
    few, many = (_peak(url, tmp_path, form, f"row_id<={rows}") for rows in (5_000, 400_000))
    assert many - few < 48 * 1024


def _peak(url: str, folder: Path, form: str, where: str) -> int:
    """The highest resident size of one export, in KiB."""
    settings = environment(DYADWIRE_DATABASE_URL=url, DYADWIRE_STATE_DIR=str(folder / "state"))
    arguments = ["export", "--view", "many", "--where", where, "--output", str(folder / f"many.{form}")]
    command = subprocess.Popen([*COMMAND, *arguments], env=settings)
    _, status, usage = os.wait4(command.pid, 0)
    command.returncode = os.waitstatus_to_exitcode(status)
    assert command.returncode == 0
    return usage.ru_maxrss
