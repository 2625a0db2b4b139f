"""The doctor, with each fault made to happen; it says what is wrong and the remedy, and changes nothing."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from etl.doctor import Finding, State, exit_code
from etl.doctor.airflow import check_airflow, check_dags
from etl.doctor.database import check_reader, check_warehouse
from etl.doctor.finding import fault, fine, warning
from etl.doctor.machine import check_inbox, check_lexicons, check_state_folder, check_versions
from etl.doctor.settings import check_settings
from etl.local import record
from etl.settings import PROJECT_ROOT, Settings
from etl.warehouse import embedded
from tests.cli.conftest import dyadwire
from tests.warehouse.test_migrations import account, as_user, ask

__all__ = ["dyadwire"]

NOBODY = 65534


def one(findings: Iterable[Finding], state: State, subject: str) -> Finding:
    """The one finding about that subject, which is in that state and names a remedy if anything is wrong."""
    (found,) = [finding for finding in findings if finding.subject == subject]
    assert found.state == state, found
    assert bool(found.remedy) == (state != State.OK)
    return found


def test_exit_codes() -> None:
    assert exit_code([]) == 0
    assert exit_code([fine("a", "b")]) == 0
    assert exit_code([fine("a", "b"), warning("a", "b", "c")]) == 1
    assert exit_code([warning("a", "b", "c"), fault("a", "b", "c"), fine("a", "b")]) == 2


def test_versions_of_here_are_fine() -> None:
    assert {finding.state for finding in check_versions()} == {State.OK}


def test_an_old_python_is_a_fault() -> None:
    assert "3.10.4" in one(check_versions(python=(3, 10, 4)), State.FAULT, "python").says


def test_another_airflow_is_a_warning() -> None:
    assert "2.11.0" in one(check_versions(airflow="2.11.0"), State.WARNING, "airflow").says


def test_settings_that_cannot_be_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADWIRE_BATCH_SIZE", "none")
    monkeypatch.setenv("DYADWIRE_QUARANTINE_SHARE", "7")
    found, settings = check_settings()
    assert settings is None
    one(found, State.FAULT, "setting DYADWIRE_BATCH_SIZE")
    one(found, State.FAULT, "setting DYADWIRE_QUARANTINE_SHARE")


def test_a_mistyped_setting_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "_".join(["DYADWIRE", "INBXO"])
    monkeypatch.setenv(name, "/data")
    found, settings = check_settings()
    assert settings is not None
    assert one(found, State.WARNING, f"variable {name}").remedy == "unset it, or write DYADWIRE_INBOX"


def test_the_disk(tmp_path: Path) -> None:
    settings = Settings(state_dir=tmp_path / "state")
    one(check_state_folder(settings, tight=0, full=0), State.OK, "disk")
    one(check_state_folder(settings, tight=2**60, full=0), State.WARNING, "disk")
    one(check_state_folder(settings, tight=2**60, full=2**60), State.FAULT, "disk")


def test_a_state_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    one(check_state_folder(Settings(state_dir=tmp_path / "file")), State.FAULT, "state folder")


def test_secrets_that_others_may_read(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").touch(mode=0o644)
    one(check_state_folder(Settings(state_dir=tmp_path)), State.FAULT, "secrets")
    (tmp_path / "secrets.json").chmod(0o600)
    assert "secrets" not in {finding.subject for finding in check_state_folder(Settings(state_dir=tmp_path))}


def test_the_inbox(tmp_path: Path) -> None:
    assert "it is empty" in one(check_inbox(Settings(inbox=tmp_path)), State.OK, "inbox").says
    (tmp_path / "a.txt").touch()
    assert "empty" not in one(check_inbox(Settings(inbox=tmp_path)), State.OK, "inbox").says
    assert "does not exist" in one(check_inbox(Settings(inbox=tmp_path / "b")), State.FAULT, "inbox").says
    assert "no folder" in one(check_inbox(Settings(inbox=tmp_path / "a.txt")), State.FAULT, "inbox").says


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")
def test_an_inbox_without_rights(tmp_path: Path) -> None:
    """As another account, in a process of its own: root may read everything."""
    inbox = Path("/tmp") / f"dyadwire-inbox-{os.getpid()}"  # noqa: S108 - pytest's own folder is closed to others
    inbox.mkdir(mode=0o755)
    (inbox / "a.txt").touch(mode=0o600)
    try:
        assert "1 of the first 1" in one(_as_nobody(inbox), State.WARNING, "inbox").says
        inbox.chmod(0o700)
        assert "cannot be listed" in one(_as_nobody(inbox), State.FAULT, "inbox").says
    finally:
        shutil.rmtree(inbox)


def _as_nobody(inbox: Path) -> list[Finding]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        (found,) = check_inbox(Settings(inbox=inbox))
        os.write(writing, json.dumps([found.state, found.subject, found.says, found.remedy]).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as answer:
        state, *rest = json.loads(answer.read())
    return [Finding(State(state), *rest)]


def test_a_broken_lexicon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A copy of the package with a fault in one language."""
    shutil.copytree(PROJECT_ROOT / "etl", tmp_path / "etl", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PROJECT_ROOT / "seeds" / "reference", tmp_path / "seeds" / "reference")
    for path in (tmp_path / "etl" / "lexicon").glob("??.yaml"):
        if path.stem not in ("de", "so"):
            path.unlink()
    broken = tmp_path / "etl" / "lexicon" / "so.yaml"
    broken.write_text(broken.read_text(encoding="utf-8") + "\nnonsense: [1]\n", encoding="utf-8")
    program = (
        "import json; from etl.doctor.machine import check_lexicons; from etl.settings import Settings;"
        "print(json.dumps([[f.state, f.subject, f.says, f.remedy] for f in check_lexicons(Settings())]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = [Finding(State(state), *rest) for state, *rest in json.loads(done.stdout)]
    assert "so.yaml" in one(found, State.FAULT, "lexicon").says


def test_no_warehouse_yet(tmp_path: Path) -> None:
    one(check_warehouse(Settings(state_dir=tmp_path)), State.WARNING, "warehouse")
    (tmp_path / "postgres" / "data").mkdir(parents=True)
    (tmp_path / "postgres" / "data" / "PG_VERSION").touch()
    assert "not running" in one(check_warehouse(Settings(state_dir=tmp_path)), State.WARNING, "warehouse").says


def test_a_server_that_does_not_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and nobody listens
        url = f"postgresql://a:secret@127.0.0.1:{taken.getsockname()[1]}/b"
        found = one(check_warehouse(Settings(database_url=url)), State.FAULT, "warehouse")
    assert "secret" not in found.says
    assert "Start the server" in found.says


def test_a_wrong_password(database_url: str, server: embedded.Server) -> None:
    wrong = database_url.replace(server.password, "wrong")
    assert "authentication" in one(check_warehouse(Settings(database_url=wrong)), State.FAULT, "warehouse").says


def test_a_database_without_tables(empty_database_url: str) -> None:
    found = list(check_warehouse(Settings(database_url=empty_database_url)))
    assert "migrate" in one(found, State.FAULT, "schema").remedy


def test_an_owner_is_a_superuser_here(database_url: str) -> None:
    found = list(check_warehouse(Settings(database_url=database_url)))
    one(found, State.OK, "schema")
    one(found, State.WARNING, "rights")


@pytest.mark.parametrize(("revision", "says"), [("0008", "migrations are pending"), ("9999", "is of a newer version")])
def test_a_schema_of_another_version(database_url: str, revision: str, says: str) -> None:
    ask(database_url, "update ops.schema_version set version_num = %s", revision)
    assert says in one(check_warehouse(Settings(database_url=database_url)), State.FAULT, "schema").says


def test_a_view_that_is_not_as_ours(database_url: str) -> None:
    ask(database_url, "update ops.applied_file set sha256 = repeat('0', 64) where path = 'sql/views/run.sql'")
    assert (
        "sql/views/run.sql" in one(check_warehouse(Settings(database_url=database_url)), State.WARNING, "schema").says
    )


def test_rights_of_logins(server: embedded.Server, database_url: str) -> None:
    with account(server, "test_doctored", "in role dyadwire_loader") as login:
        url = as_user(database_url, login)
        one(check_warehouse(Settings(database_url=url)), State.OK, "rights")
        assert "may change" in one(check_reader(Settings(reader_url=url)), State.FAULT, "reader").says
    with account(server, "test_doctored", "in role dyadwire_reader") as login:
        url = as_user(database_url, login)
        one(check_reader(Settings(reader_url=url)), State.OK, "reader")
    with account(server, "test_doctored", "in role dyadwire_analyst") as login:
        found = check_warehouse(Settings(database_url=as_user(database_url, login)))
        assert one(found, State.FAULT, "rights").remedy == "grant dyadwire_loader to the login"


def test_a_loader_that_lacks_a_right(server: embedded.Server, database_url: str) -> None:
    with account(server, "test_doctored", "in role dyadwire_loader") as login:
        ask(database_url, "revoke insert on news.event from dyadwire_loader")
        found = one(check_warehouse(Settings(database_url=as_user(database_url, login))), State.FAULT, "rights")
    assert "news.event" in found.says


def test_a_reader_that_may_not_read(server: embedded.Server, database_url: str) -> None:
    with account(server, "test_doctored", "") as login:
        found = check_reader(Settings(reader_url=as_user(database_url, login)))
        assert one(found, State.FAULT, "reader").remedy == "grant dyadwire_reader to test_doctored"


def test_a_page_without_a_reader() -> None:
    one(check_reader(Settings(database_url="postgresql://a@b/c")), State.WARNING, "reader")
    assert list(check_reader(Settings())) == []  # `make up` makes the embedded warehouse's


def test_broken_dags_and_plugins_are_found(tmp_path: Path) -> None:
    for folder, text in (("dags", "import nonsense\n"), ("plugins", "1 / 0\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "broken.py").write_text(f"# airflow dag\n{text}", encoding="utf-8")
    found = list(check_dags(Settings(), tmp_path))
    assert {finding.state for finding in found} == {State.FAULT}
    says = " ".join(finding.says for finding in found)
    assert "No module named 'nonsense'" in says
    assert "division by zero" in says


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Settings]:
    """A record of an Airflow whose keeper lives, at an address where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        created = psutil.Process().create_time()
        record.write(tmp_path, record.Running(os.getpid(), created, url, "postgresql://", {}))
        yield Settings(state_dir=tmp_path)


def test_an_airflow_that_does_not_answer(running: Settings) -> None:
    one(check_airflow(running), State.FAULT, "airflow's parts")


def test_no_airflow_is_fine(tmp_path: Path) -> None:
    one(check_airflow(Settings(state_dir=tmp_path)), State.OK, "airflow's parts")


def test_the_lexicons_of_here_are_fine() -> None:
    one(check_lexicons(Settings()), State.OK, "lexicons")


def test_the_command_prints_a_line_each(dyadwire: Any) -> None:
    """With a setting that cannot be right it goes no further, which makes it quick."""
    done = dyadwire("doctor", settings={"DYADWIRE_BATCH_SIZE": "0"})
    assert done.returncode == 2, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["ok", "ok", "ok", "fault"]
    assert lines[-1].startswith("fault    setting DYADWIRE_BATCH_SIZE: Input should be greater than or equal to 1.")


def test_the_command_looks_at_everything(dyadwire: Any, tmp_path: Path) -> None:
    done = dyadwire("doctor", "--json", settings={"DYADWIRE_INBOX": str(tmp_path / "nowhere")})
    assert done.returncode == 2, done.stderr
    found = [Finding(State(row.pop("state")), **row) for row in json.loads(done.stdout)]
    one(found, State.FAULT, "inbox")
    one(found, State.WARNING, "warehouse")
    assert "ingest_articles" in one(found, State.OK, "dags").says
    assert {"dyadwire", "python", "airflow", "settings", "disk", "lexicons"} <= {finding.subject for finding in found}
