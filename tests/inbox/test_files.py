"""What the inbox lists, what waits, what is left alone, and how files are opened."""

import hashlib
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import ArticleError, ConfigurationError
from etl.inbox import Listing, list_files, read_file, sha256, to_path, to_uri

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
OLD = NOW - timedelta(hours=1)


def _put(path: Path, content: bytes = b"x", changed: datetime = OLD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (changed.timestamp(), changed.timestamp()))
    return path


def _listed(root: Path) -> Listing:
    return list_files(root, settle_seconds=5, now=NOW)


def _ready(root: Path) -> list[str]:
    return [str(found.path.relative_to(root)) for found in _listed(root).ready]


def test_files_are_listed_recursively_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "a/b/c.json", "Z.txt", "ä.txt"):
        _put(tmp_path / name)
    assert _ready(tmp_path) == ["Z.txt", "a.txt", "a/b/c.json", "a/z.txt", "b.txt", "ä.txt"]
    assert _listed(tmp_path) == _listed(tmp_path)


def test_a_file_is_listed_with_its_figures(tmp_path: Path) -> None:
    path = _put(tmp_path / "a.txt", b"12345")
    (found,) = _listed(tmp_path).ready
    assert (found.path, found.size, found.modified_at) == (path, 5, OLD)
    assert found.uri == path.as_uri()


@pytest.mark.parametrize("name", ["a.part", "a.txt.TMP", "a.crdownload", ".a.txt", "a.txt~"])
def test_unfinished_files_wait(tmp_path: Path, name: str) -> None:
    path = _put(tmp_path / name)
    listing = _listed(tmp_path)
    assert ([found.path for found in listing.waiting], listing.ready, listing.ignored) == ([path], (), ())


def test_hidden_folders_are_left_out(tmp_path: Path) -> None:
    _put(tmp_path / ".git" / "a.txt")
    assert _listed(tmp_path) == Listing((), (), ())


@pytest.mark.parametrize(("age", "waits"), [(0.0, True), (4.9, True), (5.0, False), (-4.9, True), (-86_400.0, False)])
def test_a_fresh_file_waits_until_it_has_settled(tmp_path: Path, age: float, waits: bool) -> None:
    _put(tmp_path / "a.txt", changed=NOW - timedelta(seconds=age))
    assert bool(_listed(tmp_path).waiting) is waits


def test_a_time_beyond_the_calendar_is_no_fault(tmp_path: Path) -> None:
    path = _put(tmp_path / "a.txt")
    os.utime(path, (4e11, 4e11))
    (found,) = _listed(tmp_path).ready
    assert found.modified_at.year in (9999, 2446)  # ext4 keeps no later time than 2446


def test_links_are_followed_inside_the_inbox_only(tmp_path: Path) -> None:
    outside = _put(tmp_path / "outside" / "secret.txt")
    root = tmp_path / "inbox"
    _put(root / "a.txt")
    links = {
        "in.txt": root / "a.txt", "out.txt": outside, "dangling.txt": root / "gone", "loop.txt": root / "loop.txt",
        "folder": outside.parent, "self": root,
    }  # fmt: skip
    for name, target in links.items():
        (root / name).symlink_to(target)
    assert _ready(root) == ["a.txt", "in.txt"]
    assert {path.name for path in _listed(root).ignored} == {"out.txt", "dangling.txt", "loop.txt", "folder", "self"}


def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind(os.path.relpath(tmp_path / "socket.txt"))
    assert [path.name for path in _listed(tmp_path).ignored] == ["pipe.txt", "socket.txt"]
    with pytest.raises(ArticleError, match="unreadable"):
        read_file(tmp_path / "pipe.txt", 10)


@contextmanager
def _as_anyone() -> Iterator[None]:
    """Nothing is closed to root."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(mine)


def test_a_closed_folder_does_not_close_the_inbox() -> None:
    with tempfile.TemporaryDirectory(prefix="dyadwire-test-") as folder:
        root = Path(folder).resolve()
        root.chmod(0o755)
        _put(root / "a.txt")
        _put(root / "closed" / "b.txt")
        (root / "closed").chmod(0)
        with _as_anyone():
            listing = _listed(root)
        (root / "closed").chmod(0o700)
    assert [found.path.name for found in listing.ready] == ["a.txt"]
    assert listing.ignored == (root / "closed",)


def test_a_closed_inbox_says_so() -> None:
    with tempfile.TemporaryDirectory(prefix="dyadwire-test-") as folder:
        Path(folder).chmod(0)
        with _as_anyone(), pytest.raises(ConfigurationError, match="Permission denied"):
            _listed(Path(folder))
        Path(folder).chmod(0o700)


def test_a_missing_inbox_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"inbox .*/none.*create the folder or set DYADWIRE_INBOX"):
        _listed(tmp_path / "none")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(ConfigurationError, match="DYADWIRE_INBOX"):
        _listed(tmp_path / "loop")


def test_a_single_file_is_an_inbox_of_one(tmp_path: Path) -> None:
    path = _put(tmp_path / "a.part")
    assert [found.path for found in _listed(path).ready] == [path]


def test_names_of_any_bytes(tmp_path: Path) -> None:
    names = [b"caf\xe9.txt", "новости 1%.txt".encode(), b"new\nline.txt", b"a?b#c.txt"]
    for name in names:
        _put(tmp_path / os.fsdecode(name))
    found = _listed(tmp_path).ready
    assert {os.fsencode(file.path.name) for file in found} == set(names)
    for file in found:
        assert file.uri.isascii()
        assert file.uri.isprintable()
        assert " " not in file.uri
        assert to_path(file.uri) == file.path
    with pytest.raises(ArticleError) as caught:
        read_file(tmp_path / os.fsdecode(b"gone\xff.txt"), 10)
    caught.value.detail.encode("utf-8")


@given(
    st.binary(min_size=1, max_size=30).filter(
        lambda name: b"\0" not in name and b"/" not in name and name not in (b".", b"..")
    )
)
def test_every_name_comes_back_from_its_address(name: bytes) -> None:
    path = Path("/inbox") / os.fsdecode(name)
    assert to_path(to_uri(path)) == path


def test_plain_names_stay_readable() -> None:
    assert to_uri(Path("/inbox/fa-AF__003.txt")) == "file:///inbox/fa-AF__003.txt"


def test_reading_is_bounded(tmp_path: Path) -> None:
    path = _put(tmp_path / "a.txt", b"12345")
    assert read_file(path, 5) == b"12345"
    with pytest.raises(ArticleError) as caught:
        read_file(path, 4)
    assert caught.value.reason == "too_large"
    assert read_file(_put(tmp_path / "empty.txt", b""), 5) == b""


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    for path, cause in ((tmp_path / "none.txt", FileNotFoundError), (tmp_path / "none" / "a.txt", FileNotFoundError)):
        with pytest.raises(ArticleError) as caught:
            read_file(path, 10)
        assert caught.value.reason == "unreadable"
        assert isinstance(caught.value.__cause__, cause)
    with pytest.raises(ArticleError) as caught:
        read_file(tmp_path, 10)
    assert caught.value.reason == "unreadable"


def test_the_hash_is_of_the_bytes() -> None:
    assert sha256(b"x") == hashlib.sha256(b"x").hexdigest()
