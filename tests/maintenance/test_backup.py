"""A backup is whole, private and restorable; a test restore counts every row; a bad one is told of."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from etl.errors import ConfigurationError, MaintenanceFailed, PassingError
from etl.maintenance.backup import back_up, check_backup
from etl.settings import Settings
from etl.warehouse import embedded
from etl.warehouse.database import connect
from tests.conftest import temporary_database
from tests.warehouse.builders import fetch
from tests.warehouse.newsroom import fill
from tests.warehouse.test_migrations import account, as_user

SCRATCH = "select datname from pg_database where datname ~ '^dyadwire_restore'"


@pytest.fixture(scope="module")
def filled_url(server: embedded.Server) -> Iterator[str]:
    with temporary_database(server) as url:
        with closing(connect(url)) as connection:
            fill(connection)
        yield url


@pytest.fixture
def settings(filled_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=filled_url, backup_dir=tmp_path / "backups", backups_kept=2)


def test_a_backup_comes_back_row_by_row(settings: Settings, filled_url: str) -> None:
    assert settings.backup_dir is not None
    for name in ("dyadwire-20200101T000000Z", "dyadwire-20210101T000000Z"):
        settings.backup_dir.mkdir(exist_ok=True)
        (settings.backup_dir / f"{name}.dump").touch()
        (settings.backup_dir / f"{name}.json").touch()
    (settings.backup_dir / "somebody else's.dump").touch()

    file = back_up(settings)

    assert re.fullmatch(r"dyadwire-\d{8}T\d{6}Z\.dump", file.name)
    assert {path.name for path in settings.backup_dir.iterdir()} == {
        "somebody else's.dump", "dyadwire-20210101T000000Z.dump", "dyadwire-20210101T000000Z.json",
        file.name, file.with_suffix(".json").name,
    }  # fmt: skip
    assert {path.stat().st_mode & 0o777 for path in (file, file.with_suffix(".json"))} == {0o600}
    counted = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    with closing(connect(filled_url)) as connection:
        assert fetch(connection, "select count(*) from news.article") == [(counted["news.article"],)]
        restored = check_backup(settings)
        assert restored == {"tables": len(counted), "rows": sum(counted.values())}
        assert counted["news.event"] > 10 and counted["report.dyad"] > 3
        assert fetch(connection, SCRATCH) == []


def test_a_backup_that_lacks_rows_is_not_trusted(settings: Settings, filled_url: str) -> None:
    file = back_up(settings)
    beside = file.with_suffix(".json")
    counted = json.loads(beside.read_text(encoding="utf-8"))
    beside.write_text(json.dumps(counted | {"news.article": 10_000}), encoding="utf-8")
    with pytest.raises(MaintenanceFailed, match=r"news\.article \d+ instead of 10000"):
        check_backup(settings, file)
    file.write_bytes(file.read_bytes()[:2000])
    with pytest.raises(PassingError, match="pg_restore ended"):
        check_backup(settings, file)
    with closing(connect(filled_url)) as connection:
        assert fetch(connection, SCRATCH) == []


def test_a_backup_that_fails_leaves_nothing(settings: Settings, server: embedded.Server, filled_url: str) -> None:
    assert settings.backup_dir is not None
    with account(server, "test_no_reader", "") as login:
        nobody = settings.model_copy(update={"database_url": as_user(filled_url, login)})
        with pytest.raises(ConfigurationError):
            back_up(nobody)
    assert list(settings.backup_dir.iterdir()) == []


def test_a_login_that_may_not_create_a_database_is_told_what_to_do(
    settings: Settings, server: embedded.Server, filled_url: str
) -> None:
    file = back_up(settings)
    with account(server, "test_no_creator", "in role dyadwire_loader") as login:
        as_loader = settings.model_copy(update={"database_url": as_user(filled_url, login)})
        with pytest.raises(ConfigurationError, match="CREATEDB"):
            check_backup(as_loader, file)


def test_without_a_folder_or_a_backup_the_remedy_is_said(settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match="DYADWIRE_BACKUP_DIR"):
        back_up(settings.model_copy(update={"backup_dir": None}))
    with pytest.raises(ConfigurationError, match="dyadwire maintain backup"):
        check_backup(settings)
