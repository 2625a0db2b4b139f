"""Files while they arrive: written bit by bit, renamed into place, gone between two looks."""

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from etl.errors import ArticleError
from etl.inbox import list_files, read_file, sha256

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)


def _set_age(path: Path, seconds: float) -> None:
    changed = (NOW - timedelta(seconds=seconds)).timestamp()
    os.utime(path, (changed, changed))


def test_a_file_waits_while_it_is_written_and_is_ready_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"first half")
    _set_age(path, 1)
    listing = list_files(tmp_path, settle_seconds=5, now=NOW)
    assert (listing.ready, [found.path for found in listing.waiting]) == ((), [path.resolve()])
    listing = list_files(tmp_path, settle_seconds=5, now=NOW + timedelta(seconds=4))
    assert [found.path for found in listing.ready] == [path.resolve()]
    assert listing.waiting == ()


def test_no_settle_time_lets_every_finished_file_through(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    _set_age(path, 0)
    assert len(list_files(tmp_path, settle_seconds=0, now=NOW).ready) == 1


def test_a_file_renamed_into_place_is_ready_under_its_new_name(tmp_path: Path) -> None:
    part = tmp_path / "a.txt.part"
    part.write_bytes(b"x")
    _set_age(part, 60)
    (waits,) = list_files(tmp_path, settle_seconds=5, now=NOW).waiting
    assert waits.path == part.resolve()
    part.rename(tmp_path / "a.txt")
    assert [found.path.name for found in list_files(tmp_path, settle_seconds=5, now=NOW).ready] == ["a.txt"]


def test_a_growing_file_is_read_as_a_beginning_of_it(tmp_path: Path) -> None:
    """Never torn: whatever is read is what the file began with at some moment."""
    path = tmp_path / "a.txt"
    line = b"0123456789abcdef\n" * 64
    whole = line * 400
    path.write_bytes(b"")
    begun = threading.Event()

    def write() -> None:
        with path.open("ab", buffering=0) as file:
            for _ in range(400):
                file.write(line)
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(10)
    seen = [read_file(path, len(whole)) for _ in range(50)]
    writer.join(10)
    assert not writer.is_alive()
    assert all(whole.startswith(data) for data in seen)
    assert [len(data) for data in seen] == sorted(len(data) for data in seen)
    assert sha256(read_file(path, len(whole))) == sha256(whole)


def test_a_file_that_grew_over_the_limit_since_it_was_listed_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    _set_age(path, 60)
    (found,) = list_files(tmp_path, settle_seconds=5, now=NOW).ready
    with path.open("ab") as file:
        file.write(b"6")
    with pytest.raises(ArticleError) as caught:
        read_file(found.path, found.size)
    assert caught.value.reason == "too_large"
    assert "DYADWIRE_MAX_FILE_BYTES" in caught.value.detail


def test_a_file_gone_since_it_was_listed_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    _set_age(path, 60)
    (found,) = list_files(tmp_path, settle_seconds=5, now=NOW).ready
    path.unlink()
    with pytest.raises(ArticleError) as caught:
        read_file(found.path, 10)
    assert caught.value.reason == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_closed_file_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(ArticleError) as caught:
        read_file(path, 10)
    assert caught.value.reason == "unreadable"


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "deeper" / "still").mkdir(parents=True)
    listing = list_files(tmp_path, settle_seconds=5, now=NOW)
    assert (listing.ready, listing.waiting, listing.ignored) == ((), (), ())
