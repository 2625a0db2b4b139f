"""Files that are whole or not there."""

from pathlib import Path

import pytest

from etl.errors import ConfigurationError, PassingError
from etl.reporting.exports.output import whole_file


def test_file_stands_when_the_block_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with whole_file(path) as stream:
        stream.write(b"half")
        assert not path.exists()
    assert path.read_bytes() == b"half"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt()])
def test_failure_leaves_what_was_there_and_nothing_beside(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"before")
    with pytest.raises(type(error)), whole_file(path) as stream:
        stream.write(b"half")
        raise error
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_full_disk_passes_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(PassingError, match="No space left"), whole_file(tmp_path / "out.csv"):
        Path("/dev/full").write_bytes(b"x")
    assert list(tmp_path.iterdir()) == []


def test_link_leads_to_the_new_content(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"before")
    (tmp_path / "link.csv").symlink_to("real.csv")
    with whole_file(tmp_path / "link.csv") as stream:
        stream.write(b"after")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"after"


def test_places_where_no_file_can_stand(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/null"), tmp_path / "none" / "out.csv"):
        with pytest.raises(ConfigurationError, match="name a f"), whole_file(path):
            pass
    assert Path("/dev/null").is_char_device()
