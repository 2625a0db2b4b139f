"""A record is believed only while the very process that wrote it lives."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from etl.errors import ConfigurationError
from etl.local import record
from etl.local.client import find_running
from etl.local.configuration import settings_environment
from etl.settings import Settings


def a_record(pid: int, create_time: float, settings: Settings) -> record.Running:
    return record.Running(pid, create_time, "http://127.0.0.1:1", "postgresql://w", settings_environment(settings))


def test_the_record_of_a_living_keeper_is_found(tmp_path: Path) -> None:
    settings = Settings(state_dir=tmp_path)
    assert find_running(settings) is None
    record.write(tmp_path, a_record(os.getpid(), psutil.Process().create_time(), settings))
    place = find_running(settings)
    assert place is not None
    assert (place.url, place.own) == ("http://127.0.0.1:1", False)
    record.remove(tmp_path)
    assert find_running(settings) is None


def test_a_later_process_with_the_same_pid_is_no_keeper(tmp_path: Path) -> None:
    record.write(tmp_path, a_record(os.getpid(), psutil.Process().create_time() - 1, Settings(state_dir=tmp_path)))
    assert record.read(tmp_path) is None


def test_an_ended_keeper_is_none(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        record.write(
            tmp_path,
            a_record(process.pid, psutil.Process(process.pid).create_time(), Settings(state_dir=tmp_path)),
        )
        assert record.read(tmp_path) is not None
        process.communicate(b"\n", timeout=30)
    assert record.read(tmp_path) is None


def test_other_settings_are_not_run_in_a_running_airflow(tmp_path: Path) -> None:
    started_with = Settings(state_dir=tmp_path, inbox=tmp_path / "one")
    record.write(tmp_path, a_record(os.getpid(), psutil.Process().create_time(), started_with))
    with pytest.raises(ConfigurationError, match="DYADWIRE_INBOX"):
        find_running(Settings(state_dir=tmp_path, inbox=tmp_path / "two"))
