"""Whole nights on a real server: what the scan takes and leaves, what a batch does with bad files, when it is red."""

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from psycopg2 import extensions
from structlog.contextvars import get_contextvars

from etl import pipeline
from etl.errors import ConfigurationError, NightFailed, PassingError
from etl.inbox import to_uri
from etl.reading import supervised
from etl.reading.portions import read_in_portions
from etl.reading.supervised import Supervised
from etl.settings import PROJECT_ROOT, Settings
from etl.warehouse import measures
from etl.warehouse.database import connect
from tests.reading import faulty_worker
from tests.warehouse.builders import fetch, states

TEXT = "\nMinister in Astana\n\nPakistan's foreign minister met the president of Kazakhstan in Astana.\n"
LONG_AGO = 1_700_000_000

Night = Callable[..., dict[str, int]]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def configured(database_url: str, inbox: Path) -> Settings:
    return Settings(database_url=database_url, inbox=inbox, quarantine_share=1)


@pytest.fixture
def connection(database_url: str) -> Iterator[extensions.connection]:
    with closing(connect(database_url)) as opened:
        yield opened


def _write(path: Path, text: str = TEXT) -> Path:
    """An article whose writer is done with it."""
    path.write_text(text + ascii(path.name) if text == TEXT else text, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def _night(settings: Settings, run_key: str, paths: list[Path] | None = None) -> dict[str, int]:
    for batch in pipeline.scan_inbox(settings, run_key, paths):
        pipeline.process_batch(settings, run_key, batch)
    pipeline.merge_night(settings)
    return pipeline.check_night(settings, run_key)


class _Bound(logging.Handler):
    """Keeps each line with what it is about."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, dict[str, Any]]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append((record.getMessage(), get_contextvars()))


def _named(connection: extensions.connection) -> dict[str, str]:
    return {uri.rpartition("/")[2]: state for uri, state in states(connection).items()}


def test_an_empty_inbox_makes_a_run_with_nothing_in_it(configured: Settings, connection: extensions.connection) -> None:
    assert pipeline.scan_inbox(configured, "night") == []
    assert set(pipeline.check_night(configured, "night").values()) == {0}
    pipeline.finish_night(configured, "night")
    assert fetch(connection, "select run_key, state, found from ops.run") == [("night", "succeeded", 0)]


def test_a_second_night_finds_nothing_new(configured: Settings, inbox: Path, connection: extensions.connection) -> None:
    for name in ("a.txt", "b.txt"):
        _write(inbox / name)
    _write(inbox / "c.txt", (inbox / "a.txt").read_text(encoding="utf-8"))
    counts = _night(configured, "first")
    assert {key: counts[key] for key in ("found", "loaded", "duplicates", "quarantined", "articles")} == {
        "found": 3, "loaded": 2, "duplicates": 1, "quarantined": 0, "articles": 2,
    }  # fmt: skip
    assert pipeline.scan_inbox(configured, "second") == []
    assert pipeline.check_night(configured, "second")["found"] == 0
    assert fetch(connection, "select run_key, found from ops.run order by run_id") == [("first", 3), ("second", 0)]


def test_files_still_being_written_wait(configured: Settings, inbox: Path, connection: extensions.connection) -> None:
    for name in ("a.txt.part", ".hidden.txt", "done.txt"):
        _write(inbox / name)
    fresh = inbox / "fresh.txt"
    fresh.write_text(TEXT, encoding="utf-8")
    _night(configured, "first")
    assert _named(connection) == {"done.txt": "loaded"}
    os.utime(fresh, (LONG_AGO, LONG_AGO))
    _night(configured, "second")
    assert _named(connection) == {"done.txt": "loaded", "fresh.txt": "loaded"}


def test_a_file_that_is_named_does_not_wait(
    configured: Settings, inbox: Path, connection: extensions.connection
) -> None:
    for name in ("named.txt", "unnamed.txt"):
        (inbox / name).write_text(TEXT + name, encoding="utf-8")
        os.utime(inbox / name, (time.time() + 3, time.time() + 3))
    assert _night(configured, "first", [inbox])["found"] == 0
    _night(configured, "second", [inbox / "named.txt"])
    assert _named(connection) == {"named.txt": "loaded"}


def test_left_overs_are_taken_and_batches_grow(
    configured: Settings, inbox: Path, connection: extensions.connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        _write(inbox / f"{number}.txt")
    small = configured.model_copy(update={"batch_size": 2})
    first = pipeline.scan_inbox(small, "interrupted after its scan")
    assert [(batch["number"], batch["files"]) for batch in first] == [(1, 2), (2, 2), (3, 2), (4, 1)]
    monkeypatch.setattr(pipeline, "MOST_BATCHES", 2)
    second = pipeline.scan_inbox(small, "next")
    assert [batch["files"] for batch in second] == [4, 3]
    assert sum(pipeline.process_batch(small, "next", batch)["loaded"] for batch in second) == 7
    assert pipeline.check_night(small, "next")["found"] == 7
    assert [pipeline.process_batch(small, "interrupted after its scan", batch)["loaded"] for batch in first] == [0] * 4


def test_a_night_s_batches_are_alike(configured: Settings, inbox: Path) -> None:
    for number in range(7):
        _write(inbox / f"{number}.txt")
    by_six = configured.model_copy(update={"batch_size": 6})
    assert [batch["files"] for batch in pipeline.scan_inbox(by_six, "night")] == [4, 3]
    assert [batch["files"] for batch in pipeline.scan_inbox(by_six, "for three", at_least=3)] == [3, 2, 2]
    assert [batch["files"] for batch in pipeline.scan_inbox(by_six, "for many", at_least=9)] == [1] * 7


def test_a_batch_answers_its_counts(configured: Settings, inbox: Path) -> None:
    _write(inbox / "a.txt")
    _write(inbox / "b.txt", (inbox / "a.txt").read_text(encoding="utf-8") + "\n\n")
    _write(inbox / "c.json", "{")
    (batch,) = pipeline.scan_inbox(configured, "night")
    began = time.perf_counter()
    counts = pipeline.process_batch(configured, "night", batch)
    took = 1000 * (time.perf_counter() - began)
    assert counts.pop("events") >= 0
    stages = [counts.pop(f"{stage}_ms") for stage in ("read", "extract", "load")]
    assert all(each > 0 for each in stages) and sum(stages) <= took
    assert counts == {"loaded": 2, "quarantined": 1, "articles": 1, "duplicates": 1}


def test_bad_files_are_quarantined_with_their_reasons(
    configured: Settings, inbox: Path, connection: extensions.connection
) -> None:
    _write(inbox / "good.txt")
    _write(inbox / "broken.json", "{")
    _write(inbox / "no_text.json", '{"title": "x"}')
    _write(inbox / "empty.txt", " ")
    _write(inbox / "large.txt", TEXT * 100)
    _night(configured.model_copy(update={"max_file_bytes": 1000}), "night")
    assert _named(connection) == {
        "good.txt": "loaded", "broken.json": "quarantined:malformed", "no_text.json": "quarantined:missing_field",
        "empty.txt": "quarantined:empty", "large.txt": "quarantined:too_large",
    }  # fmt: skip
    assert len(fetch(connection, "select distinct source_file_id from ops.quarantine")) == 4
    _night(configured, "with a higher limit")
    assert _named(connection)["large.txt"] == "loaded"
    assert len(fetch(connection, "select from ops.quarantine")) == 3


def test_a_fault_of_ours_costs_one_article(
    configured: Settings,
    inbox: Path,
    connection: extensions.connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(supervised, "Supervised", partial(Supervised, module=faulty_worker.__name__))
    _write(inbox / "bad.txt", f"\nBad\n\n{faulty_worker.RAISES}\n")
    _write(inbox / "good.txt")
    caplog.set_level(logging.INFO, "etl")
    logged = _Bound()
    monkeypatch.setattr(logging.getLogger("etl"), "handlers", [logged])
    _night(configured, "night")
    about_bad = "select source_file_id, uri from ops.source_file where uri like %s"
    ((number, address),) = fetch(connection, about_bad, "%bad.txt")
    about = {"batch": 1, "source_file_id": number, "address": address}
    assert [bound for line, bound in logged.lines if "RecursionError" in line and "Traceback" in line] == [about]
    assert [bound for line, bound in logged.lines if "goes to quarantine: internal_error" in line] == [about]
    assert [bound for line, bound in logged.lines if "files loaded" in line] == [{"batch": 1}]
    assert _named(connection) == {"bad.txt": "quarantined:internal_error", "good.txt": "loaded"}
    assert fetch(connection, "select record, detail from ops.quarantine") == [(0, "RecursionError: too deep\\0\\ud800")]


def test_a_file_gone_since_the_scan_waits_for_it_three_times(
    configured: Settings, inbox: Path, connection: extensions.connection
) -> None:
    gone = _write(inbox / "gone.txt")
    _write(inbox / "there.txt")
    (batch,) = pipeline.scan_inbox(configured, "first")
    aside = gone.rename(inbox.parent / "aside")
    pipeline.process_batch(configured, "first", batch)
    assert _named(connection) == {"gone.txt": "pending", "there.txt": "loaded"}
    _night(configured, "second")
    assert _named(connection)["gone.txt"] == "pending"
    _night(configured, "third")
    assert _named(connection)["gone.txt"] == "quarantined:vanished"
    _night(configured, "fourth")
    assert fetch(connection, "select found from ops.run where run_key = 'fourth'") == [(0,)]

    aside.rename(gone)
    _night(configured, "fifth")
    assert _named(connection) == {"gone.txt": "loaded", "there.txt": "loaded"}
    assert fetch(connection, "select from ops.quarantine") == []


def test_a_file_moved_since_the_scan_is_read_where_its_bytes_are(
    configured: Settings, inbox: Path, connection: extensions.connection
) -> None:
    first = _write(inbox / "a.txt")
    _write(inbox / "b.txt", first.read_text(encoding="utf-8"))
    (batch,) = pipeline.scan_inbox(configured, "night")
    first.unlink()
    assert pipeline.process_batch(configured, "night", batch)["loaded"] == 1
    assert _named(connection) == {"a.txt": "loaded", "b.txt": "duplicate"}


def test_a_file_changed_since_the_scan_is_taken_by_the_next(
    configured: Settings, inbox: Path, connection: extensions.connection
) -> None:
    path = _write(inbox / "a.txt")
    (batch,) = pipeline.scan_inbox(configured, "first")
    path.write_text(TEXT + "and more", encoding="utf-8")
    pipeline.process_batch(configured, "first", batch)
    assert _named(connection) == {"a.txt": "quarantined:changed"}
    _night(configured, "second", [path])
    assert fetch(connection, "select state from ops.source_file order by source_file_id") == [
        ("quarantined",),
        ("loaded",),
    ]
    assert fetch(connection, "select count(*) from news.article") == [(1,)]


def test_names_of_any_bytes_and_any_length(
    configured: Settings, inbox: Path, connection: extensions.connection
) -> None:
    _write(Path(os.fsdecode(os.fsencode(inbox) + b"/\xff\t.txt")))
    _write(Path(os.fsdecode(os.fsencode(inbox) + b"/\xfe.json")), "{")
    deep = inbox.joinpath(*["ф" * 100] * 4)
    deep.mkdir(parents=True)
    _write(deep / "a.txt")
    for key in ("first", "second"):
        _night(configured, key)
        assert sorted(states(connection).values()) == ["loaded", "quarantined:malformed", "quarantined:unreadable"]
    assert fetch(connection, "select found from ops.run order by run_id") == [(3,), (0,)]


def test_too_much_in_quarantine_turns_the_night_red(
    configured: Settings, inbox: Path, connection: extensions.connection
) -> None:
    _write(inbox / "good.txt")
    for name in ("b.json", "c.json", "d.json"):
        _write(inbox / name, "{" * len(name) + name)
    _write(inbox / "e.json", '{"title": "x"}')
    assert _night(configured.model_copy(update={"quarantine_share": 0.8}), "at the share")["quarantined"] == 4
    with connection, connection.cursor() as cursor:
        cursor.execute("truncate ops.source_file, ops.run cascade")
    red = configured.model_copy(update={"quarantine_share": 0.79})
    with pytest.raises(NightFailed, match=r"4 of 5 files.*malformed 3, missing_field 1.*79%.*dyadwire status"):
        _night(red, "over it")
    pipeline.finish_night(red, "over it")
    ((state, detail, loaded),) = fetch(connection, "select state, detail, loaded from ops.run")
    assert (state, loaded) == ("failed", 1)
    assert "malformed 3" in str(detail)


def test_rows_that_contradict_each_other_turn_the_night_red(
    configured: Settings, inbox: Path, connection: extensions.connection
) -> None:
    _write(inbox / "a.txt")
    (batch,) = pipeline.scan_inbox(configured, "night")
    pipeline.process_batch(configured, "night", batch)
    with connection, connection.cursor() as cursor:
        cursor.execute("delete from news.article")
    with pytest.raises(NightFailed, match=r"check loaded_file_without_rows found 1 rows"):
        pipeline.check_night(configured, "night")
    assert fetch(connection, "select state from ops.run") == [("failed",)]
    ((severity, count, sample),) = fetch(
        connection,
        "select severity, row_count, sample from ops.check_result where check_name = 'loaded_file_without_rows'",
    )
    assert (severity, count) == ("error", 1)
    assert sample[0]["uri"] == to_uri(inbox / "a.txt")  # type: ignore[index]
    kept = {name for (name,) in fetch(connection, "select check_name from ops.check_result")}
    assert kept > {path.stem for path in PROJECT_ROOT.glob("sql/checks/*.sql")}


def test_a_night_that_never_got_to_its_checks_is_closed(
    configured: Settings, connection: extensions.connection
) -> None:
    assert pipeline.finish_night(configured, "never begun") == {}
    pipeline.scan_inbox(configured, "night")
    pipeline.finish_night(configured, "night")
    assert fetch(connection, "select state, detail from ops.run") == [("failed", "ended before its checks")]


def test_a_rerun_of_the_same_night_ends_as_it_should(
    configured: Settings, inbox: Path, connection: extensions.connection
) -> None:
    pipeline.scan_inbox(configured, "night")
    pipeline.finish_night(configured, "night")
    _write(inbox / "a.txt")
    assert _night(configured, "night")["loaded"] == 1
    assert fetch(connection, "select state, detail, found from ops.run") == [("succeeded", None, 1)]


@pytest.mark.parametrize("step", ["scan_inbox", "check_night", "finish_night"])
def test_without_a_warehouse_nothing_is_tried(inbox: Path, step: str) -> None:
    with pytest.raises(ConfigurationError, match="DYADWIRE_DATABASE_URL"):
        getattr(pipeline, step)(Settings(inbox=inbox, database_url=None), "night")


def test_a_batch_of_no_run_is_a_misconfiguration(configured: Settings) -> None:
    with pytest.raises(ConfigurationError, match="no run 'night'"):
        pipeline.process_batch(configured, "night", {"number": 1, "first": 1, "last": 2})


def test_an_unmigrated_database_says_so(empty_database_url: str, inbox: Path) -> None:
    with pytest.raises(ConfigurationError, match="dyadwire db migrate"):
        pipeline.scan_inbox(Settings(database_url=empty_database_url, inbox=inbox), "night")


def test_a_connection_lost_while_extracting_passes(
    configured: Settings, inbox: Path, connection: extensions.connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*arguments: Any) -> Any:
        fetch(
            connection,
            """select pg_terminate_backend(pid, 5000) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()""",
        )
        return read(*arguments)

    _write(inbox / "a.txt")
    (batch,) = pipeline.scan_inbox(configured, "night")
    read = read_in_portions
    monkeypatch.setattr(pipeline, "read_in_portions", cut)
    with pytest.raises(PassingError):
        pipeline.process_batch(configured, "night", batch)
    monkeypatch.undo()
    assert _named(connection) == {"a.txt": "claimed"}
    assert pipeline.process_batch(configured, "night", batch)["loaded"] == 1
    assert pipeline.check_night(configured, "night")["loaded"] == 1


def test_the_time_of_a_file_survives_the_ledger(
    configured: Settings, inbox: Path, connection: extensions.connection
) -> None:
    """To the microsecond, else every scan would read every file again."""
    path = _write(inbox / "a.txt")
    os.utime(path, ns=(0, 1_700_000_000_123_456_789))
    _night(configured, "night")
    expected = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    assert fetch(connection, "select modified_at from ops.source_file") == [(expected,)]


def test_a_night_and_the_queue_are_measured(
    configured: Settings, inbox: Path, connection: extensions.connection
) -> None:
    assert pipeline.measure_queue(configured) == measures.Queue(0, 0.0)
    _write(inbox / "a.txt")
    _write(inbox / "b.json", "{")
    (batch,) = pipeline.scan_inbox(configured, "night")
    with connection, connection.cursor() as cursor:
        cursor.execute("update ops.source_file set first_seen_at = now() - interval '1 day' where uri like '%b.json'")
    queue = pipeline.measure_queue(configured)
    assert queue.files == 2
    assert 86_400 <= queue.oldest_seconds < 2 * 86_400
    assert pipeline.measure_night(configured, "night") == measures.Night({}, {})
    pipeline.process_batch(configured, "night", batch)
    assert pipeline.measure_queue(configured) == measures.Queue(0, 0.0)
    assert pipeline.measure_night(configured, "night") == measures.Night({"en": 1}, {"malformed": 1})
