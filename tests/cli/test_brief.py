"""``dyadwire brief`` as a process: where the file goes, what it holds, how it fails."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from lxml import html

from etl.warehouse.database import connect
from tests.cli.conftest import Run
from tests.warehouse.newsroom import fill

Brief = Callable[..., CompletedProcess[str]]


@pytest.fixture
def at_warehouse(dyadwire: Run, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Brief:
    """``dyadwire`` in an empty folder, with a migrated warehouse."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return lambda *args: dyadwire(*args, settings={"DYADWIRE_DATABASE_URL": database_url})


def test_brief_of_last_night(at_warehouse: Brief, database_url: str, tmp_path: Path) -> None:
    with closing(connect(database_url)) as writing:
        fill(writing)
    done = at_warehouse("brief", "--output", tmp_path / "b.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{tmp_path / 'b.html'}\n", "")
    page = html.document_fromstring((tmp_path / "b.html").read_bytes())
    assert len(page.xpath("//article")) == 7
    assert "Die EU verhängte neue Sanktionen gegen Russland." in page.xpath("//blockquote/text()")
    assert page.xpath("//section[@id='pairs']//figure")


def test_default_name_says_day_and_parties(at_warehouse: Brief) -> None:
    for args, name in (
        (["--date", "2025-04-28"], "brief-2025-04-28.html"),
        (["--date", "2025-04-28", "--dyad", "PAK-KAZ"], "brief-2025-04-28-KAZ-PAK.html"),
    ):
        done = at_warehouse("brief", *args)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"{name}\n", "")
        assert Path(name).read_text(encoding="utf-8").startswith("<!doctype html>")
    assert len(list(Path().iterdir())) == 2, "nothing else is left in the folder"


def test_brief_to_standard_output(at_warehouse: Brief) -> None:
    done = at_warehouse("brief", "--date", "2025-04-28", "--output", "-")
    assert done.returncode == 0
    assert done.stdout.startswith("<!doctype html>")
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--date", "yesterday"], "2025-04-28"),
        (["--country", "KAZ", "--dyad", "KAZ-PAK"], "exclude each other"),
        (["--country", "Kazakstan"], "did you mean KAZ"),
        (["--dyad", "KAZ"], "hyphen"),
        (["--output", "no/such/folder/b.html"], "cannot be written"),
    ],
)
def test_what_cannot_be_is_exit_code_2(at_warehouse: Brief, args: list[str], words: str) -> None:
    done = at_warehouse("brief", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(Path().iterdir())


def test_database_without_tables_is_exit_code_2(dyadwire: Run, empty_database_url: str) -> None:
    done = dyadwire("brief", settings={"DYADWIRE_DATABASE_URL": empty_database_url})
    assert done.returncode == 2
    assert "`dyadwire db migrate`" in done.stderr
