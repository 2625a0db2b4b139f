"""The installation's configuration: private, made once, and deaf to another Airflow's variables."""

import configparser
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from etl.local.configuration import (
    child_environment,
    home,
    load_secrets,
    settings_environment,
    write_airflow_configuration,
    write_private,
)
from etl.settings import Settings


def test_secrets_are_made_once_and_private(tmp_path: Path) -> None:
    first = load_secrets(tmp_path)
    assert load_secrets(tmp_path) == first
    assert load_secrets_elsewhere(tmp_path).admin_password != first.admin_password
    assert [path.stat().st_mode & 0o777 for path in tmp_path.glob("*.json")] == [0o600]


def load_secrets_elsewhere(tmp_path: Path):  # type: ignore[no-untyped-def]
    other = tmp_path / "other"
    other.mkdir()
    return load_secrets(other)


def test_a_private_file_is_replaced_with_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o644)
    write_private(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_airflow_reads_back_what_was_written(tmp_path: Path) -> None:
    url = "postgresql+psycopg2://user:p%40ss%25word@127.0.0.1:5432/airflow"
    write_airflow_configuration(tmp_path, metadata_url=url, port=12345, scheduled=False)
    path = home(tmp_path) / "airflow.cfg"
    read = configparser.ConfigParser()
    read.read(path, encoding="utf-8")
    assert read["database"]["sql_alchemy_conn"] == url
    assert read["core"]["execution_api_server_url"] == "http://127.0.0.1:12345/execution/"
    assert read["api"]["host"] == "127.0.0.1"
    assert not read.getboolean("scheduler", "use_job_schedule")
    assert not read.getboolean("core", "load_examples")
    assert {entry.stat().st_mode & 0o777 for entry in home(tmp_path).iterdir()} == {0o600}


def test_the_settings_survive_the_way_through_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(state_dir=tmp_path, inbox=tmp_path / "in box", batch_size=7, quarantine_share=0.25)
    for name, value in settings_environment(settings).items():
        monkeypatch.setenv(name, value)
    assert Settings() == settings


def test_another_airflow_cannot_speak_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "postgresql://stranger/airflow")
    monkeypatch.setenv("AIRFLOW_HOME", "/elsewhere")
    monkeypatch.setenv("NO_PROXY", "example.org")
    environment = child_environment(Settings(state_dir=tmp_path), "postgresql://warehouse")
    assert [name for name in environment if name.startswith("AIRFLOW")] == ["AIRFLOW_HOME"]
    assert environment["AIRFLOW_HOME"] == str(tmp_path / "airflow")
    assert environment["DYADWIRE_DATABASE_URL"] == "postgresql://warehouse"
    assert environment["NO_PROXY"] == "example.org,127.0.0.1"


def test_who_serves_pages_knows_the_readers_address_alone(tmp_path: Path) -> None:
    settings = Settings(state_dir=tmp_path, database_url="postgresql://loader", reader_url="postgresql://reader")
    serving = child_environment(settings, None, "postgresql://reader")
    assert "DYADWIRE_DATABASE_URL" not in serving
    assert serving["DYADWIRE_READER_URL"] == "postgresql://reader"
    loading = child_environment(settings, "postgresql://loader")
    assert "DYADWIRE_READER_URL" not in loading
    assert loading["DYADWIRE_DATABASE_URL"] == "postgresql://loader"


def test_secrets_of_an_older_installation_are_kept(tmp_path: Path) -> None:
    first = load_secrets(tmp_path)
    older = {name: value for name, value in asdict(first).items() if name != "reader_password"}
    write_private(tmp_path / "secrets.json", json.dumps(older))
    now = load_secrets(tmp_path)
    assert {name: value for name, value in asdict(now).items() if name != "reader_password"} == older
    assert now.reader_password != first.reader_password
    assert load_secrets(tmp_path) == now
