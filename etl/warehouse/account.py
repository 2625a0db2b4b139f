"""Under which account the embedded server runs, and whether that account gets to its folders."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.errors import ConfigurationError

_UNPRIVILEGED = ("postgres", "nobody")
# Prints the first folder of its arguments that this account cannot enter.
_PROBE = 'for folder; do if [ ! -x "$folder" ]; then printf %s "$folder"; exit 1; fi; done'


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs the server; ``uid`` is ``None`` for the account of this process."""

    name: str
    uid: int | None = None
    gid: int | None = None

    def process_options(self) -> dict[str, Any]:
        """Keyword arguments for ``subprocess.run``: the account, and an environment without PG* and LC_* surprises."""
        options: dict[str, Any] = {
            "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            "stdin": subprocess.DEVNULL,
            "start_new_session": True,  # a Ctrl-C meant for us is not meant for the server
        }
        if self.uid is not None:
            options.update(user=self.uid, group=self.gid, extra_groups=[])
        return options

    def own(self, path: Path) -> None:
        """Give ``path`` to the account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def choose_account(data_dir: Path) -> Account:
    """PostgreSQL refuses root: then the data's owner, ``postgres`` or ``nobody`` runs it. Else whoever we are."""
    if os.geteuid() != 0:
        return Account(name=str(os.geteuid()))
    if data_dir.exists() and data_dir.stat().st_uid != 0:
        status = data_dir.stat()
        return Account(name=str(status.st_uid), uid=status.st_uid, gid=status.st_gid)
    for name in _UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid)
    raise ConfigurationError(
        "PostgreSQL does not run as root, and there is neither an account postgres nor nobody to run it as."
        " Start Dyadwire as another user, or set DYADWIRE_DATABASE_URL to a server of your own."
    )


def check_reachable(account: Account, *folders: Path) -> None:
    """Raise ConfigurationError naming the first parent of ``folders`` that the account cannot enter."""
    if account.uid is None:
        return
    steps = [str(step) for folder in folders for step in (*reversed(folder.parents), folder)]
    probe = subprocess.run(
        ["/bin/sh", "-c", _PROBE, "sh", *steps],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        cwd="/",
        **account.process_options(),
    )
    if probe.returncode != 0:
        raise ConfigurationError(
            f"As root, the embedded PostgreSQL runs as the account {account.name}, which cannot enter {probe.stdout}."
            " Move the project or DYADWIRE_STATE_DIR elsewhere, start Dyadwire as another user,"
            " or set DYADWIRE_DATABASE_URL."
        )
