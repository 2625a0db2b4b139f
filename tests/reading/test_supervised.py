"""The reading process: what hangs is stopped, what crashes is told, everything else is read."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from etl.formats import Limits
from etl.inbox import sha256, to_uri
from etl.model import Article, Extraction, Rejection
from etl.reading.articles import extract_articles
from etl.reading.claimed import Place, Wanted
from etl.reading.stored import Stored
from etl.reading.supervised import Ended, Supervised
from etl.settings import PROJECT_ROOT
from tests.reading.faulty_worker import CRASHES, EATS, HANGS, HANGS_PARSING, RAISES

SAMPLE = PROJECT_ROOT / "seeds" / "articles" / "de" / "000_5a2a59cd5140f087.txt"
MEMORY = 4 * 1024**3
SECONDS = 12.0  # for one article; the first waits for its lexicon, longer on a busy machine
GOOD = "Pakistan's foreign minister met the president of Kazakhstan in Astana."


@pytest.fixture
def reader() -> Iterator[Supervised]:
    with Supervised(SECONDS, MEMORY, "tests.reading.faulty_worker") as supervised:
        yield supervised


def _zip(path: Path, *texts: str) -> Wanted:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}.txt", f"Title {number}\n\n{text}\n")
    return _put(path, buffer.getvalue())


def _put(path: Path, data: bytes) -> Wanted:
    path.write_bytes(data)
    return Wanted((Place(to_uri(path), path),), sha256(data), 10**9, Limits())


def _said(reader: Supervised, file: Wanted) -> list[str]:
    found: list[str] = []
    for item in reader.read(file):
        if isinstance(item, Ended):
            found.append(item.how)
        elif isinstance(item, Extraction):
            found.append(f"{item.article.record} {item.article.title}")
        else:
            found.append(f"{item.record} {item.reason}")
    return found


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (HANGS, "timed_out"), (HANGS_PARSING, "timed_out"), (CRASHES, "crashed"), (EATS, "internal_error"),
        (RAISES, "internal_error"),
    ],
)  # fmt: skip
def test_one_bad_article_costs_no_other(reader: Supervised, tmp_path: Path, fault: str, reason: str) -> None:
    file = _zip(tmp_path / "a.zip", GOOD, fault, GOOD + " Again.")
    assert _said(reader, file) == ["0 Title 0", f"1 {reason}", "2 Title 2", "whole"]
    assert _said(reader, _zip(tmp_path / "b.zip", GOOD)) == ["0 Title 0", "whole"]
    seconds = reader.watch.seconds
    assert seconds["read"] > 0 and seconds["extract"] > 0
    assert not (fault == HANGS and seconds["extract"] < SECONDS)  # what was waited for in vain
    assert not (fault == HANGS_PARSING and seconds["read"] < SECONDS)


def test_what_the_process_logs_is_logged_here(
    reader: Supervised, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = _zip(tmp_path / "a.zip", RAISES)
    assert _said(reader, file) == ["0 internal_error", "whole"]
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("etl.reading.supervised", "ERROR")
    assert record.getMessage().startswith(f"etl.reading.articles: extracting {file.places[0].uri}")
    assert "\nRecursionError: too deep\\x00\\ud800" in record.getMessage()  # with its traceback, and legible


def test_a_file_of_nothing_but_faults_is_given_up(reader: Supervised, tmp_path: Path) -> None:
    said = _said(reader, _zip(tmp_path / "a.zip", *[CRASHES] * 8))
    assert said == ["0 crashed", "1 crashed", "2 crashed", "3 crashed", "None timed_out", "whole"]


def test_a_process_that_is_killed_from_outside_costs_no_article(reader: Supervised, tmp_path: Path) -> None:
    """The kernel, short of memory, kills whom it likes."""
    items = reader.read(_zip(tmp_path / "a.zip", GOOD, GOOD + " Again.", GOOD + " Once more."))
    found = [next(items)]
    assert reader._process is not None
    reader._process.kill()
    found += items
    assert [type(item) for item in found] == [Extraction] * 3 + [Ended]
    assert [item.article.record for item in found if isinstance(item, Extraction)] == [0, 1, 2]


def test_facts_come_through_whole(reader: Supervised, tmp_path: Path) -> None:
    (found, end) = reader.read(_put(tmp_path / "a.txt", f"Visit\n\n{GOOD}\n".encode()))
    assert end == Ended("whole")
    assert isinstance(found, Extraction)
    assert [(event.type, event.actor, event.recipient) for event in found.events] == [("CONSULT", "PAK", "KAZ")]


def test_bytes_that_are_gone_or_others(reader: Supervised, tmp_path: Path) -> None:
    file = _put(tmp_path / "a.txt", b"A\n\nOne.\n")
    (tmp_path / "a.txt").write_bytes(b"A\n\nTwo.\n")
    assert _said(reader, file) == ["None changed", "whole"]
    (tmp_path / "a.txt").unlink()
    assert _said(reader, file) == ["None vanished", "whole"]


def test_a_sidecar_says_what_the_file_does_not(reader: Supervised, tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.json").write_text(
        '{"url": "https://a.example/1?utm_source=x", "published_at": "2025-04-24", "source": "The Paper", "odd": 1}'
    )
    (found, _) = reader.read(_put(tmp_path / "a.txt", f"Visit\n\n{GOOD}\n".encode()))
    assert isinstance(found, Extraction)
    article = found.article
    assert (article.url, article.source, article.published_at) == ("https://a.example/1", "The Paper", "2025-04-24")
    assert article.notes == ("sidecar fields passed over: odd",)


def test_a_broken_sidecar_loses_nothing(reader: Supervised, tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.json").write_text("{")
    (found, _) = reader.read(_put(tmp_path / "a.txt", f"Visit\n\n{GOOD}\n".encode()))
    assert isinstance(found, Extraction)
    assert [note.partition(":")[0] for note in found.article.notes] == ["sidecar unreadable"]


def test_the_process_ends_with_its_owner(tmp_path: Path) -> None:
    with Supervised(SECONDS, MEMORY) as reader:
        list(reader.read(_put(tmp_path / "a.txt", b"A\n\nOne.\n")))
        process = reader._process
        assert isinstance(process, subprocess.Popen)
        child = psutil.Process(process.pid)
        assert child.is_running()
    assert not child.is_running()


def test_a_further_batch_has_the_same_process_until_the_rules_change(reader: Supervised, tmp_path: Path) -> None:
    def read() -> int:
        list(reader.read(_put(tmp_path / "a.txt", b"A\n\nOne.\n")))
        assert isinstance(reader._process, subprocess.Popen)
        return reader._process.pid

    reader.renew("as of old")
    first = read()
    assert reader.watch.seconds["extract"] > 0
    reader.renew("as of old")
    assert not reader.watch.seconds
    assert read() == first
    reader.renew("changed")
    assert not psutil.pid_exists(first)
    assert read() != first


def test_an_answer_may_hold_nothing_but_the_domain() -> None:
    import pickle

    from etl.reading.supervised import _Trusting

    good = Rejection("empty", "x", None, b"")
    assert _Trusting(io.BytesIO(pickle.dumps(("found", good)))).load() == ("found", good)
    with pytest.raises(pickle.UnpicklingError, match=r"posix\.system|os\.system"):
        import os

        _Trusting(io.BytesIO(pickle.dumps(os.system))).load()
    for name in ("attrgetter", "Span.__init__", "dataclass.__globals__"):  # what the domain's module has beside it
        with pytest.raises(pickle.UnpicklingError, match="no part of an answer"):
            _Trusting(
                io.BytesIO(b"\x80\x04\x8c\x09etl.model\x8c" + bytes([len(name)]) + name.encode() + b"\x93.")
            ).load()


def test_an_article_arrives_as_it_was_sent() -> None:
    import pickle

    sent = list(extract_articles(SAMPLE.read_bytes(), SAMPLE.as_uri()))
    assert isinstance(sent[0], Extraction) and sent[0].events
    assert pickle.loads(pickle.dumps(sent)) == sent  # noqa: S301  # ours


def _stored(text: str) -> Stored:
    return Stored(Article("file:///a.txt", 7, "0" * 64, "Visit", f"Visit\n\n{text}"))


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(HANGS, "timed_out"), (CRASHES, "crashed"), (EATS, "internal_error"), (RAISES, "internal_error")],
)
def test_one_bad_article_of_the_warehouse_costs_no_other(reader: Supervised, fault: str, reason: str) -> None:
    (rejected, _) = reader.read(_stored(fault))
    assert isinstance(rejected, Rejection)
    assert (rejected.record, rejected.reason) == (7, reason)
    (found, end) = reader.read(_stored(GOOD))
    assert isinstance(found, Extraction)
    assert found.events
    assert end == Ended("whole")


def test_the_process_is_given_no_secret(reader: Supervised, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADWIRE_DATABASE_URL", "postgresql://loader:hush@localhost/x")
    monkeypatch.setenv("AIRFLOW_CONN_NEWSROOM", "aws://key:hush@")
    _said(reader, _put(tmp_path / "a.txt", GOOD.encode()))
    (process,) = [child for child in psutil.Process().children() if "faulty_worker" in " ".join(child.cmdline())]
    given = process.environ()
    assert given["PATH"]
    assert not [name for name in given if name.startswith(("DYADWIRE", "AIRFLOW"))]
    assert "hush" not in " ".join(given.values())
