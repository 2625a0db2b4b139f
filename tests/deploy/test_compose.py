"""What containers are allowed, know and wait for; that nothing starts without secrets; and how these are made."""

import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from deploy.make_env import SECRETS, values, write
from etl.settings import PROJECT_ROOT, Settings
from tests.deploy import compose

ENVIRONMENT = values("/data")
SERVICES = compose.services(ENVIRONMENT)
LASTING = sorted(SERVICES.keys() - {"migrate"})
AIRFLOW = ["api-server", "dag-processor", "migrate", "scheduler", "triggerer", "worker"]


def environment(service: str) -> str:
    return repr(SERVICES[service].get("environment", {}))


def test_the_services_are_these() -> None:
    assert sorted(SERVICES) == sorted([*AIRFLOW, "postgres", "redis"])
    assert {name for name, service in SERVICES.items() if service.get("profiles")} == {"redis", "worker"}
    assert SERVICES["worker"]["profiles"] == SERVICES["redis"]["profiles"] == ["celery"]


@pytest.mark.parametrize("name", sorted(ENVIRONMENT))
def test_nothing_starts_without(name: str) -> None:
    for without in ({key: value for key, value in ENVIRONMENT.items() if key != name}, ENVIRONMENT | {name: ""}):
        with pytest.raises(compose.MissingError, match=f"^{name}: run make env"):
            compose.read(without)


def test_make_env_makes_what_is_required_and_no_secret_has_a_default() -> None:
    found = compose.variables()
    assert {name for name, kinds in found.items() if ":?" in kinds} == set(ENVIRONMENT)
    assert not [name for name, kinds in found.items() if len(kinds) > 1]
    assert set(SECRETS) | {"FERNET_KEY"} == set(ENVIRONMENT) - {"INBOX"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_container_has_no_rights_to_spare(name: str) -> None:
    service = SERVICES[name]
    assert service["user"].split(":")[0] not in ("", "0", "root")
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not {"privileged", "cap_add", "network_mode", "pid", "ipc", "devices"} & service.keys()
    limits = service["deploy"]["resources"]["limits"]
    assert {"cpus", "memory", "pids"} <= limits.keys()
    assert "docker.sock" not in repr(service)
    for port in service.get("ports", []):
        assert re.fullmatch(r"127\.0\.0\.1:\d+:\d+", port)
    for volume in service.get("volumes", []):
        assert (
            volume["read_only"]
            if isinstance(volume, dict)
            else volume.split(":")[0] in compose.read(ENVIRONMENT)["volumes"]
        )


@pytest.mark.parametrize("name", LASTING)
def test_a_container_that_lasts_is_watched_and_started_again(name: str) -> None:
    service = SERVICES[name]
    assert service["restart"] == "unless-stopped"
    health = service["healthcheck"]
    assert health["test"][0] in ("CMD", "CMD-SHELL")
    assert {"interval", "timeout", "retries", "start_period"} <= health.keys()


def test_images_are_pinned() -> None:
    for service in SERVICES.values():
        assert re.search(r":\d+\.\d+", service["image"]), service["image"]
    lines = re.findall(r"^FROM (\S+)", compose.DOCKERFILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert lines
    assert not [line for line in lines if not re.fullmatch(r"python:3\.\d+\.\d+-slim-bookworm", line)]
    assert SERVICES["postgres"]["image"].startswith("postgres:18.")


def test_the_image_is_not_roots_and_installs_by_hashes() -> None:
    text = compose.DOCKERFILE.read_text(encoding="utf-8")
    assert re.findall(r"^USER (\S+)$", text, re.MULTILINE) == ["10001:10001"] == [SERVICES["scheduler"]["user"]]
    assert "--require-hashes" in text
    for name in ("run", "celery"):
        lines = (PROJECT_ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        assert "index-url" not in "".join(lines)
        pins = [at for at, line in enumerate(lines) if "==" in line and not line.startswith((" ", "#"))]
        assert len(pins) > 100
        assert all("--hash=sha256:" in lines[at + 1] for at in pins)


def test_the_builder_is_not_given_secrets() -> None:
    kept = (PROJECT_ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in kept
    assert not [line for line in kept if line.startswith("!") and ("env" in line or line.startswith("!."))]
    assert ".env" in (PROJECT_ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_each_knows_only_the_passwords_that_it_needs() -> None:
    knows = {name: {key for key in SECRETS if ENVIRONMENT[key] in environment(name)} for name in SERVICES}
    airflow = {"AIRFLOW_DB_PASSWORD", "API_SECRET", "JWT_SECRET"}
    assert knows == {
        "postgres": {"POSTGRES_PASSWORD", "AIRFLOW_DB_PASSWORD", "OWNER_PASSWORD", "LOADER_PASSWORD", "PAGE_PASSWORD"},
        "migrate": airflow | {"OWNER_PASSWORD"},
        "api-server": airflow | {"ADMIN_PASSWORD", "PAGE_PASSWORD", "REDIS_PASSWORD"},
        "scheduler": airflow | {"LOADER_PASSWORD", "REDIS_PASSWORD"},
        "worker": airflow | {"LOADER_PASSWORD", "REDIS_PASSWORD"},
        "dag-processor": airflow,
        "triggerer": airflow,
        "redis": {"REDIS_PASSWORD"},
    }


def test_a_lost_workers_tasks_are_found_by_timeouts_that_fit_each_other() -> None:
    heartbeat = "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT"
    assert len({SERVICES[name]["environment"][heartbeat] for name in AIRFLOW}) == 1
    for name in ("scheduler", "worker"):
        given = {key: float(value) for key, value in SERVICES[name]["environment"].items() if "TIMEOUT" in key}
        given_again = given["AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__VISIBILITY_TIMEOUT"]
        assert given[heartbeat] < given_again < given["AIRFLOW__SCHEDULER__TASK_QUEUED_TIMEOUT"]


def test_what_a_killed_scheduler_had_queued_is_taken_up_as_soon_as_what_it_ran() -> None:
    given = SERVICES["scheduler"]["environment"]
    orphaned, heartbeat = (
        float(given[f"AIRFLOW__SCHEDULER__{name}"])
        for name in ("ORPHANED_TASKS_CHECK_INTERVAL", "TASK_INSTANCE_HEARTBEAT_TIMEOUT")
    )
    assert orphaned <= heartbeat


def test_alerts_can_be_set_where_tasks_are_run_and_looked_after() -> None:
    names = {f"DYADWIRE_{name.upper()}" for name in Settings.model_fields if name.startswith("alert_")}
    assert len(names) >= 5
    for service in ("scheduler", "worker", "dag-processor", "triggerer"):
        given = SERVICES[service]["environment"]
        handed_on = {name for name, value in given.items() if value is None}
        loads = "DYADWIRE_DATABASE_URL" in given
        assert handed_on == names | ({"AIRFLOW_CONN_DYADWIRE_INBOX"} if loads else set())
    assert not names & SERVICES["api-server"]["environment"].keys()


def test_no_secret_is_on_a_command_line_or_in_the_files() -> None:
    for service in SERVICES.values():
        told = repr([service.get("command"), service.get("healthcheck"), service.get("build")])
        assert not [name for name in SECRETS if ENVIRONMENT[name] in told]
    text = compose.FILE.read_text(encoding="utf-8") + compose.DOCKERFILE.read_text(encoding="utf-8")
    assert not re.search(r"(?i)(password|secret|key)\s*[:=]\s*['\"]?[a-z0-9]{6,}", text)


@pytest.mark.parametrize("name", sorted(AIRFLOW))
def test_commands_name_what_the_image_holds(name: str) -> None:
    for word in [*SERVICES[name]["command"], *SERVICES[name].get("healthcheck", {}).get("test", [])]:
        if word.startswith("deploy/"):
            assert (PROJECT_ROOT / word).is_file()
    copied = re.findall(r"^COPY (?!--)(.*) \S+$", compose.DOCKERFILE.read_text(encoding="utf-8"), re.MULTILINE)
    for path in " ".join(copied).split():
        assert "$" in path or (PROJECT_ROOT / path).exists(), path


def test_nobody_starts_before_the_tables_are_there() -> None:
    for name in set(AIRFLOW) - {"migrate"}:
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_secrets_are_made_once_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("INBOX=/data/in\nPORT=9000", encoding="utf-8")
    path.chmod(0o644)
    added = write(path, "/elsewhere")
    assert added == sorted(set(ENVIRONMENT) - {"INBOX"})
    first = path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert write(path, "/elsewhere") == []
    assert path.read_text(encoding="utf-8") == first
    given = dict(line.split("=", 1) for line in first.splitlines())
    assert (given["INBOX"], given["PORT"]) == ("/data/in", "9000")
    compose.read(given)
    made = [given[name] for name in (*SECRETS, "FERNET_KEY")]
    assert len(set(made)) == len(made)
    assert not set(made) & set(values("").values())
    assert min(map(len, made)) >= 32
    assert all(re.fullmatch(r"[A-Za-z0-9_=-]+", value) for value in made)


def test_the_command_prints_names_and_no_secret(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    command = [sys.executable, str(PROJECT_ROOT / "deploy" / "make_env.py"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert "LOADER_PASSWORD" in done.stdout
    values = [line.split("=", 1)[1] for line in path.read_text(encoding="utf-8").splitlines()]
    assert not [value for value in values[1:] if value in done.stdout + done.stderr]


def test_docker_compose_reads_it_the_same(tmp_path: Path) -> None:
    program: list[str] | None = None
    for candidate in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(candidate[0]) and not subprocess.run([*candidate, "version"], capture_output=True).returncode:
            program = candidate
            break
    if program is None:
        pytest.skip("Docker Compose is not installed")
    path = tmp_path / "env"
    write(path, "/data")
    command = [*program, "--file", str(compose.FILE), "--env-file", str(path), "--profile", "celery", "config"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    import yaml

    read: dict[str, Any] = yaml.safe_load(done.stdout)["services"]
    chosen = dict(line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines())
    for name, service in compose.services(chosen).items():
        ours = {key: str(value) for key, value in service.get("environment", {}).items() if value is not None}
        # What is printed can be read again: a dollar sign of a value is doubled there.
        given = read[name].get("environment", {})
        theirs = {key: str(value).replace("$$", "$") for key, value in given.items() if value is not None}
        assert theirs == ours
