"""``dyadwire reprocess`` as operators run it: shown, written, gone on with, refused."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from etl import pipeline
from etl.settings import PROJECT_ROOT, Settings
from etl.warehouse.database import connect
from tests.cli.conftest import Run
from tests.warehouse.builders import fetch


def ask(url: str, query: str) -> list[tuple[object, ...]]:
    with closing(connect(url)) as connection:
        return fetch(connection, query)


@pytest.fixture
def loaded(database_url: str, tmp_path: Path) -> str:
    """A warehouse of two English samples, of which other rules have not found the events."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for sample in sorted(PROJECT_ROOT.glob("seeds/articles/en/20[01]*")):
        shutil.copy(sample, inbox)
    settings = Settings(database_url=database_url, inbox=inbox, settle_seconds=0)
    for batch in pipeline.scan_inbox(settings, "night"):
        assert pipeline.process_batch(settings, "night", batch)["loaded"] == 2
    ask(database_url, "with gone as (delete from news.event) update news.article set rules_version = 'old' returning 1")
    pipeline.merge_night(settings)
    return database_url


@pytest.mark.timeout(240)
def test_it_is_shown_then_written_and_then_there_is_nothing_to_do(dyadwire: Run, loaded: str) -> None:
    settings = {"DYADWIRE_DATABASE_URL": loaded}
    shown = dyadwire("reprocess", "--older-rules", "--language", "en", settings=settings)
    assert shown.returncode == 0, shown.stderr
    assert "changed: would change" in shown.stdout
    assert "nothing was written; `dyadwire reprocess --resume 1 --apply` writes it" in shown.stderr
    ((gained,),) = ask(loaded, "select sum(gained) from report.reprocessing_sum where kind = 'event'")
    assert any(
        line.split()[:2] == ["event", "all"] and str(gained) in line.split() for line in shown.stdout.splitlines()
    )
    assert ask(loaded, "select count(*) from news.event") == [(0,)]

    written = dyadwire("reprocess", "--resume", "1", "--apply", settings=settings)
    assert written.returncode == 0, written.stderr
    assert "applied: written" in written.stdout
    assert ask(loaded, "select count(*) from news.event") == [(gained,)]
    assert ask(loaded, "select count(*) > 0 from report.incident") == [(True,)]
    assert ask(loaded, "select state, finished_at is not null from report.reprocessing") == [("applied", True)]

    nothing = dyadwire("reprocess", "--older-rules", settings=settings)
    assert (nothing.returncode, nothing.stdout) == (0, "Nothing changes.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--dyad", "KZ-ZZ"], "there is no party 'ZZ' (dyad 'KZ-ZZ'); ref.party has the codes"),
        (["--from", "2026-02-01", "--to", "2026-01-01"], "put the earlier day first"),
        (["--resume", "7", "--language", "en"], "leave the other options out"),
    ],
)
def test_what_cannot_be_meant_is_refused(dyadwire: Run, database_url: str, arguments: list[str], said: str) -> None:
    refused = dyadwire("reprocess", *arguments, settings={"DYADWIRE_DATABASE_URL": database_url})
    assert refused.returncode == 2
    assert said in " ".join(refused.stderr.replace("│", " ").split())
