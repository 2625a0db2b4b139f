"""``dyadwire maintain``: the upkeep by hand, from leases to a restore test, and the test of the alerts."""

from pathlib import Path

import pytest

from tests.alerting.listening import http_listener
from tests.cli.conftest import Run


@pytest.fixture
def at_warehouse(dyadwire: Run, database_url: str, tmp_path: Path) -> Run:
    settings = {
        "DYADWIRE_DATABASE_URL": database_url,
        "DYADWIRE_INBOX": str(tmp_path),
        "DYADWIRE_BACKUP_DIR": str(tmp_path / ".backups"),
    }
    return lambda *args, **options: dyadwire("maintain", *args, settings=settings | options)


def test_the_chores_by_hand(at_warehouse: Run) -> None:
    assert at_warehouse("leases").stdout == "files given back 0, runs closed 0\n"
    ledger = at_warehouse("ledger")
    assert (ledger.returncode, "files that wait to be loaded and are gone: none" in ledger.stdout) == (0, True)
    assert at_warehouse("retention").stdout.startswith("older than 365 days: 0 articles")
    refused = at_warehouse("retention", "--apply")
    assert (refused.returncode, "DYADWIRE_RETENTION_DAYS" in refused.stderr) == (2, True)
    backup = at_warehouse("backup")
    assert Path(backup.stdout.strip()).stat().st_size > 10_000, backup.stderr
    tested = at_warehouse("restore-test")
    assert (tested.returncode, "as many as were dumped" in tested.stdout) == (0, True), tested.stderr


def test_the_alerts_are_tried(at_warehouse: Run) -> None:
    nowhere = at_warehouse("alerts")
    assert (nowhere.returncode, "no channel is set" in nowhere.stderr) == (2, True)
    with http_listener() as listener:
        told = at_warehouse("alerts", DYADWIRE_ALERT_SLACK_URL=listener.url)
        assert (told.returncode, told.stdout) == (0, "slack: told\n")
        listener.answer = 500
        failed = at_warehouse("alerts", DYADWIRE_ALERT_WEBHOOK_URL=listener.url)
    assert (failed.returncode, "answers 500" in failed.stdout) == (1, True)
    assert "s3cret" not in failed.stdout + failed.stderr
    assert "text" in listener.heard[0]
