"""This machine: versions, room on the disks, the state folder, the inbox, the lexicons."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from etl import __version__
from etl.doctor.finding import Finding, fault, fine, warning
from etl.errors import DyadwireError
from etl.inbox import look_into
from etl.settings import Settings

OLDEST_PYTHON = (3, 11)
AIRFLOW = "3.3"
GIB = 1024**3
TIGHT, FULL = 5 * GIB, GIB  # bytes that are free: a warning below the first, a fault below the second


def check_versions(python: tuple[int, ...] = tuple(sys.version_info[:3]), airflow: str | None = None) -> list[Finding]:
    """Python and Airflow; PostgreSQL is the warehouse's matter. The arguments are those of this process."""
    found = [fine("dyadwire", __version__)]
    name = ".".join(map(str, python))
    if python[:2] < OLDEST_PYTHON:
        found.append(fault("python", f"{name} is too old", "make .venv anew: make PYTHON=python3.12 setup"))
    else:
        found.append(fine("python", name))
    try:
        airflow = airflow or version("apache-airflow-core")
    except PackageNotFoundError:
        return [*found, fault("airflow", "is not installed", "make setup")]
    if not airflow.startswith(f"{AIRFLOW}."):
        return [
            *found,
            warning("airflow", f"{airflow} is not {AIRFLOW}, which this version is tested with", "make setup"),
        ]
    return [*found, fine("airflow", airflow)]


def check_state_folder(settings: Settings, tight: int = TIGHT, full: int = FULL) -> Iterator[Finding]:
    """Whether it can be written, keeps its secrets to itself, and has room."""
    folder = settings.state_dir
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        yield fault(
            "state folder", f"{folder} cannot be written", "give its owner the right, or set DYADWIRE_STATE_DIR"
        )
        return
    for path in (folder / "secrets.json", folder / "running.json", folder / "airflow" / "airflow.cfg"):
        if path.exists() and path.stat().st_mode & 0o077:
            yield fault("secrets", f"others than the owner may read {path}", f"chmod 600 {path}, and make new secrets")
    free = shutil.disk_usage(there).free
    says = f"{free / GIB:.1f} GiB free at {there}"
    if free < full:
        yield fault("disk", says, "make room: a full disk stops the database")
    elif free < tight:
        yield warning("disk", says, "make room before it stops the database")
    else:
        yield fine("disk", says)


def check_inbox(settings: Settings) -> Iterator[Finding]:
    """Whether the inbox can be listed: a bucket, or a folder whose first files and folders can be opened."""
    inbox = settings.inbox
    if isinstance(inbox, str):
        yield from _check_bucket(inbox)
        return
    try:
        with os.scandir(inbox) as entries:
            first = [Path(entry.path) for entry, _ in zip(entries, range(1000), strict=False)]
    except FileNotFoundError:
        yield fault("inbox", f"{inbox} does not exist", "make it, or set DYADWIRE_INBOX")
    except NotADirectoryError:
        yield fault("inbox", f"{inbox} is no folder", "set DYADWIRE_INBOX to a folder")
    except PermissionError:
        yield fault("inbox", f"{inbox} cannot be listed", "give this account the right to read and enter it")
    else:
        shut = [path for path in first if not os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0))]
        if shut:
            says = f"{len(shut)} of the first {len(first)} entries cannot be read, such as {shut[0]}"
            yield warning("inbox", says, "give this account the right to read them; they are quarantined as unreadable")
        else:
            yield fine("inbox", f"{inbox} can be read" + ("" if first else "; it is empty"))


def _check_bucket(address: str) -> Iterator[Finding]:
    """Whether a store answers, and lists the first of what is there."""
    try:
        first = next(look_into(address, settle_seconds=0, now=datetime.now(UTC)), None)
    except DyadwireError as error:
        yield fault("inbox", str(error), "docs/operations.md, An inbox in object storage")
    else:
        yield fine("inbox", f"{address} can be listed" + ("" if first else "; it is empty"))


def check_lexicons(_: Settings) -> Iterator[Finding]:
    """Whether every language's lexicon compiles; the first time it takes half a minute, and is kept."""
    from etl.lexicon.compile import available_languages, lexicon_for, rules_version

    broken = 0
    for code in available_languages():
        try:
            lexicon_for(code)
        except DyadwireError as error:
            broken += 1
            yield fault("lexicon", str(error), f"`dyadwire lexicon check {code}` names each place")
    if not broken:
        yield fine("lexicons", f"{len(available_languages())} languages, rules {rules_version()}")
